using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CrmMentorSync.Domain.Mentoring.Texts;

/// <summary>
/// Letters as a reader sees them: styled, accented and foreign ones that look Latin become plain small Latin letters. Tables of our
/// own, because the program runs without ICU, where Unicode's normal forms are not to be had.
/// </summary>
/// <remarks>After Unicode Technical Standard 39 (confusables), as far as letters of these scripts are mistaken for Latin ones.</remarks>
internal static class PlainLetters
{
    private static readonly FrozenDictionary<int, string> Plain = Load(
        "a àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặаӑӓαάɑᴀᵃₐªΑА", "b ḃḅḇвьβʙᵇΒВ", "c çćĉċčḉсҫϲᴄᶜС", "d ďđḋḍḏḑḓðԁᴅᵈ", "e èéêëēĕėęěȅȇȩḕḗẹẻẽếềểễệеёѐєεέᴇᵉₑΕЕ", "f ḟƒꜰᶠ",
        "g ĝğġģǧǵḡɡɢԍᵍ", "h ĥħḣḥḧḩẖһнʜʰₕΗН", "i ìíîïĩīĭįǐȉȋḭḯỉịıіїιίϊɩɪⁱᵢΙІ", "j ĵǰјϳᴊʲⱼΙЈ", "k ķǩḱḳкқҡκᴋᵏₖΚК", "l ĺļľłḷḹḻӏʟˡₗӀ", "m ḿṁṃмᴍᵐₘΜМ", "n ñńņňŉǹṅṇṉпηήոɴⁿₙΝ",
        "o òóôõöøōŏőǒǫǭȍȏȫȭȯṍṏṑṓọỏốồổỗộơớờởỡợоӧοόσօᴏᵒₒºΟО", "p ṕṗрρᴘᵖₚΡР", "q ԛզ", "r ŕŗřȑȓṙṛṝгʀʳᵣ", "s śŝşšșṡṣṥṧṩѕςꜱˢₛſЅ", "t ţťŧțṫṭṯẗтτᴛᵗₜΤТ",
        "u ùúûüũūŭůűųǔǖǘǚǜȕȗụủứừửữựưυύμսᴜᵘᵤµ", "v ṽṿνѵᴠᵛᵥ", "w ŵẁẃẅẇẉωώԝѡᴡʷ", "x ẋẍхχˣₓΧХ", "y ýÿŷȳẏỳỵỷỹуүγʏʸΥУ", "z źżžẑẓẕᴢᶻΖ",
        // Letterlike symbols, where the rows of styled letters have gaps.
        "b ℬ", "c ℂℭ", "e ℯℰⅇ", "f ℱ", "g ℊ", "h ℋℌℍℎ", "i ℐℑℹⅈ", "j ⅉ", "k K", "l ℒℓ", "m ℳ", "n ℕ", "o ℴ", "p ℙ", "q ℚ", "r ℛℜℝ", "z ℤℨ", "d ⅆ",
        "ss ßẞ", "ae æ", "oe œ");

    /// <summary>Rows of the whole alphabet: where they begin and end, and where within it.</summary>
    private static readonly (int From, int To)[] Alphabets =
    [
        (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0x249C, 0x24B5), (0x24B6, 0x24CF), (0x24D0, 0x24E9), (0x1F110, 0x1F129), (0x1F130, 0x1F149),
        (0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF),
    ];

    /// <summary>The letters that a character looks like, empty for one that is not seen, null for one that is no letter.</summary>
    public static string? Of(Rune rune)
    {
        int value = rune.Value;
        if (rune.IsAscii)
        {
            return Rune.IsLetter(rune) ? ((char)(value | 0x20)).ToString() : null;
        }

        if (IsUnseen(rune))
        {
            return "";
        }

        if (Plain.TryGetValue(value, out string? plain) || Plain.TryGetValue(Rune.ToLowerInvariant(rune).Value, out plain))
        {
            return plain;
        }

        foreach ((int from, int to) in Alphabets)
        {
            if (value >= from && value <= to)
            {
                return ((char)('a' + (value - from))).ToString();
            }
        }

        // Mathematical letters, thirteen styles of large and small ones.
        return value is >= 0x1D400 and <= 0x1D6A3 ? ((char)('a' + ((value - 0x1D400) % 26))).ToString()
            : Rune.IsLetter(rune) ? Rune.ToLowerInvariant(rune).ToString()
            : null;
    }

    /// <summary>A letter of a script whose letters are mistaken for Latin ones. Within one word nobody mixes them honestly.</summary>
    public static bool LooksLatinButIsNot(Rune rune) => Rune.IsLetter(rune) && rune.Value
        is (>= 0x370 and <= 0x58F) or (>= 0x10A0 and <= 0x10FF) or (>= 0x13A0 and <= 0x13FF) or (>= 0x1C80 and <= 0x1C8F) or (>= 0x1F00 and <= 0x1FFF)
        or (>= 0x2C80 and <= 0x2CFF) or (>= 0xA4D0 and <= 0xA4FF) or (>= 0xA640 and <= 0xA69F) or (>= 0xAB70 and <= 0xABBF);

    public static bool IsLatin(Rune rune) => Rune.IsLetter(rune) && rune.Value is <= 0x24F or (>= 0x1E00 and <= 0x1EFF);

    /// <summary>Format characters, soft hyphens, tags, marks that stand on the letter before, fillers.</summary>
    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    private static FrozenDictionary<int, string> Load(params string[] rows)
    {
        Dictionary<int, string> plain = [];
        foreach (string[] row in rows.Select(row => row.Split(' ')))
        {
            foreach (Rune rune in row[1].EnumerateRunes())
            {
                plain.TryAdd(rune.Value, row[0]);
            }
        }

        return plain.ToFrozenDictionary();
    }
}

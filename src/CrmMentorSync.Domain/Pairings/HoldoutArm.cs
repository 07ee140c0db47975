using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Pairings;

/// <summary>Which arm of the experiment a mentee is in.</summary>
public enum Arm
{
    Treatment,
    Control,
}

public static class HoldoutArm
{
    public static string Key(this Arm arm) => arm switch
    {
        Arm.Treatment => "treatment",
        Arm.Control => "control",
    };

    /// <summary>
    /// Draws by a keyed hash, so that the arm depends on the seed and the person alone: not on who else is there, nor on the
    /// round, nor on anything that was measured.
    /// </summary>
    /// <param name="share">The share held back, 0–1.</param>
    public static Arm Of(string seed, UserId rep, double share)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), Encoding.UTF8.GetBytes(rep.Value), hash);
        double draw = (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
        return draw < share ? Arm.Control : Arm.Treatment;
    }
}

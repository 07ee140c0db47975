using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmMentorSync.Worker.Mail;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>A mail as bytes for the state: equal mails come out as equal bytes of the wire, because all of it is kept.</summary>
internal static class MailContent
{
    public static byte[] Pack(MailMessageData message)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, message, MailContentJson.Default.MailMessageData);
        }

        return packed.ToArray();
    }

    public static MailMessageData Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(brotli, MailContentJson.Default.MailMessageData)
            ?? throw new InvalidDataException("a stored mail is empty");
    }
}

[JsonSerializable(typeof(MailMessageData))]
internal sealed partial class MailContentJson : JsonSerializerContext;

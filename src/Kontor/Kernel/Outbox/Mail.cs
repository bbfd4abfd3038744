using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kontor.Kernel;

/// <summary>A mail as it leaves: rendered in the recipient's language when it was put into the outbox.</summary>
/// <param name="To">One address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="Template">What kind of mail it is, for operators, who do not read it: <c>mailTemplate.NAME</c>.</param>
public sealed record Mail(string To, string Subject, string Text, string Language, string Template = "")
{
    /// <summary>The outbox row that sends it, to be saved with the change it tells of.</summary>
    public OutboxMessage ToOutbox(DateTimeOffset now) => ToOutbox(OutboxMessage.MailKind, ToJson(), now);

    /// <summary>The same with the mail in another form.</summary>
    internal OutboxMessage ToOutbox(string kind, string payload, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        Payload = payload,
        Recipient = To,
        Language = Language,
        Template = Template,
        CreatedAt = now,
        DueAt = now,
    };

    public string ToJson() => JsonSerializer.Serialize(this, MailJson.Default.Mail);

    public static Mail FromJson(string json) => JsonSerializer.Deserialize(json, MailJson.Default.Mail)!;
}

[JsonSerializable(typeof(Mail))]
internal sealed partial class MailJson : JsonSerializerContext;

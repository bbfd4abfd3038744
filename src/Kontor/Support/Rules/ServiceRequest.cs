using System.Globalization;
using Kontor.Kernel;

namespace Kontor.Support;

/// <summary>
/// A customer's request for help (SUP-06): one partner answers it, and the vendor where that partner escalates it. It is the
/// customer's, whoever opened it.
/// </summary>
public sealed class ServiceRequest
{
    public const int NumberLength = 9;

    /// <summary>Grows with time.</summary>
    public required ServiceRequestId Id { get; init; }

    /// <summary>What people say on the phone: eight digits in two groups; unique.</summary>
    public required string Number { get; init; }

    public required TenantId CustomerId { get; init; }

    /// <summary>Who answers.</summary>
    public required TenantId PartnerId { get; init; }

    /// <summary>What it is about, with who sold that; both null for nothing in particular.</summary>
    public SubscriptionId? SubscriptionId { get; init; }

    public TenantId? SellerId { get; init; }

    /// <summary>What it is about where the customer bought that elsewhere (MUL-22); null for anything else.</summary>
    public OutsideSubscriptionId? OutsideId { get; init; }

    /// <summary>The id of what it is about, wherever that was bought.</summary>
    public Guid? AboutId => SubscriptionId?.Value ?? OutsideId?.Value;

    /// <summary>As the catalog called it at that moment, which every side may know (MUL-05).</summary>
    public string SubscriptionTitle { get; init; } = "";

    public required ServiceSide OpenedBy { get; init; }

    public required ServiceTopic Topic { get; init; }

    public required ServiceSeverity Severity { get; init; }

    public required string Title { get; init; }

    /// <summary>In lower case; searched by its beginning.</summary>
    public required string TitleKey { get; init; }

    public required string Description { get; init; }

    public required string Language { get; init; }

    public required string ContactName { get; init; }

    public required string ContactEmail { get; init; }

    public required string ContactPhone { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public ServiceRequestState State { get; private set; }

    /// <summary>Sign-in name of who took it at the partner; null for nobody yet.</summary>
    public string? TakenBy { get; private set; }

    /// <summary>When the partner's first answer is due (SUP-07), and when it was given.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public EscalationReason? EscalatedFor { get; private set; }

    /// <summary>When it was escalated last; null for never. From then on the vendor sees it (SUP-05).</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>The same as above of the vendor, for the last escalation.</summary>
    public DateTimeOffset? VendorDueAt { get; private set; }

    public DateTimeOffset? VendorAnsweredAt { get; private set; }

    /// <summary>Raised by one whenever something happens to it; of two at once the second finds another one.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Of a request that its partner opened, the answer is there with it.</summary>
    public static ServiceRequest Open(
        ServiceRequestId id,
        TenantId customer,
        TenantId partner,
        ServiceSubject? about,
        ServiceSide side,
        ServiceRequestWish wish,
        PartnerContact contact,
        string by,
        DateTimeOffset now) => new()
        {
            Id = id,
            Number = NumberOf(id),
            CustomerId = customer,
            PartnerId = partner,
            SubscriptionId = about?.Sold?.Id,
            SellerId = about?.Sold?.PartnerId,
            OutsideId = about?.Outside?.Id,
            SubscriptionTitle = about?.Title ?? "",
            OpenedBy = side,
            Topic = wish.Topic!.Value,
            Severity = wish.Severity!.Value,
            Title = wish.Title,
            TitleKey = wish.Title.ToLowerInvariant(),
            Description = wish.Description,
            Language = wish.Language,
            ContactName = contact.Name,
            ContactEmail = contact.Email,
            ContactPhone = contact.Phone,
            CreatedAt = now,
            DueAt = ResponseTimes.DueAt(wish.Severity!.Value, wish.Language, now),
            State = side == ServiceSide.Partner ? ServiceRequestState.Open : ServiceRequestState.New,
            TakenBy = side == ServiceSide.Partner ? by : null,
            AnsweredAt = side == ServiceSide.Partner ? now : null,
        };

    /// <summary>The end of an id is chance; eight digits of it.</summary>
    public static string NumberOf(ServiceRequestId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var digits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) % 100_000_000;
        var text = digits.ToString("D8", CultureInfo.InvariantCulture);
        return $"{text[..4]}-{text[4..]}";
    }

    /// <summary>Whether the last answer that was due came, or is still, in time; null while it can still come.</summary>
    public static bool? IsInTime(DateTimeOffset due, DateTimeOffset? answered, DateTimeOffset now) =>
        answered is { } at ? at <= due : now > due ? false : null;

    /// <summary>Notes that somebody wrote.</summary>
    public void Wrote(ServiceSide side, bool isAnswer, DateTimeOffset now)
    {
        Version++;
        Answered(side, isAnswer, now);
    }

    /// <summary>Moves it on; the rules have said that it can be.</summary>
    public void Become(ServiceRequestState state, ServiceActWish wish, ServiceSide side, string by, DateTimeOffset now)
    {
        Version++;
        State = state;
        Answered(side, wish.Act is ServiceAct.Take or ServiceAct.Resolve or ServiceAct.HandBack, now);
        if (wish.Act == ServiceAct.Take)
        {
            TakenBy = by;
        }
        else if (wish.Act == ServiceAct.Escalate)
        {
            (EscalatedFor, EscalatedAt) = (wish.Reason, now);
            (VendorDueAt, VendorAnsweredAt) = (ResponseTimes.DueAt(Severity, Language, now), null);
        }
    }

    private void Answered(ServiceSide side, bool isAnswer, DateTimeOffset now)
    {
        if (isAnswer && side == ServiceSide.Partner)
        {
            AnsweredAt ??= now;
        }
        else if (isAnswer && side == ServiceSide.Vendor)
        {
            VendorAnsweredAt ??= now;
        }
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Activity;

/// <summary>What every action is told with: the text is <c>activity.ACTION</c>, and these are its placeholders.</summary>
/// <param name="Arguments">In the order of the placeholders.</param>
/// <param name="IsForCustomers">Whether a customer may read it when it was done for that customer.</param>
/// <param name="Counted">A list among the details: of one item the text is <c>activity.ACTION.one</c>.</param>
internal sealed record ActivitySentence(
    ImmutableArray<Fact> Arguments, bool IsForCustomers = false, string? Counted = null)
{
    public string KeyFor(Told told) => Counted is not null && Fact.CountOf(told.Details, Counted) == 1
        ? $"activity.{told.Row.Action}.one"
        : $"activity.{told.Row.Action}";
}

/// <summary>Turns records of the activity log into sentences of the reader's language.</summary>
public sealed class ActivitySentences(BusinessCards cards)
{
    private static readonly FrozenDictionary<string, ActivitySentence> Known = new Dictionary<string, ActivitySentence>
    {
        ["AccountClaimed"] = new([Fact.Text("userName")]),
        ["AgreementPublished"] = new([Fact.Text("version")]),
        ["AnnouncementCorrected"] = new([Fact.Text("title")]),
        ["AnnouncementPublished"] = new([Fact.Text("title")]),
        ["AnnouncementWithdrawn"] = new([Fact.Text("title")]),
        ["ApplicationAppealed"] = new([Fact.Text("legalName")]),
        ["ApplicationCorrected"] = new([Fact.Text("legalName")]),
        ["ApplicationDocumentAdded"] = new([Fact.Text("name")]),
        ["ApplicationRejected"] = new([Fact.Tenant("tenantId")]),
        ["ApplicationStarted"] = new([]),
        ["ApplicationSubmitted"] = new([Fact.Text("legalName")]),
        ["ApplicationVerified"] = new([Fact.Tenant("tenantId")]),
        ["ApplicationWithdrawn"] = new([Fact.Text("legalName")]),
        ["BenefitActivated"] = new([Fact.Text("networkId"), Fact.Number("count")]),
        ["BenefitGranted"] = new([Fact.Tenant("tenantId"), Fact.Text("networkId"), Fact.Number("count")]),
        ["BenefitWithdrawn"] = new([Fact.Tenant("tenantId"), Fact.Text("networkId"), Fact.Number("count")]),
        ["BillingProfileChanged"] = new([]),
        ["CompanyProfileChanged"] = new([]),
        ["ContactAddressChanged"] = new([Fact.Text("email")]),
        ["ContactAddressConfirmed"] = new([Fact.Text("email")]),
        ["CreditLimitSet"] = new([Fact.TenantOfResource, Fact.Number("limitUsd"), Fact.Number("formerLimitUsd")]),
        ["CustomerAgreementAccepted"] = new([Fact.Customer], IsForCustomers: true),
        ["CustomerAgreementAttested"] = new([Fact.Customer, Fact.Day("acceptedOn")], IsForCustomers: true),
        ["CustomerEdited"] = new([Fact.Customer], IsForCustomers: true),
        ["CustomerInvitationAccepted"] = new([Fact.Customer, Fact.Tenants("relationships", "partnerId")], IsForCustomers: true),
        ["CustomerInvitationDeclined"] = new([Fact.Tenant("partnerId")]),
        ["CustomerInvitationRevoked"] = new([Fact.Recipient("email")]),
        ["CustomerInvitationSent"] = new([Fact.Recipient("to")]),
        ["CustomerInvited"] = new([Fact.Recipient("email")]),
        ["DelegatedAdminChanged"] = new([Fact.Tenant("partnerId"), Fact.Customer, Fact.Word("event", "GrantEvent")], IsForCustomers: true),
        ["CustomerOffered"] = new([Fact.Customer, Fact.Tenant("resellerId")], IsForCustomers: true),
        ["CustomerMade"] = new([Fact.Customer, Fact.Tenants("relationships", "partnerId")], IsForCustomers: true),
        ["CustomerRelationshipEnded"] = new([Fact.Customer], IsForCustomers: true),
        ["DirectApplicationDecided"] = new([Fact.Tenant("tenantId")]),
        ["DirectApplicationStarted"] = new([]),
        ["DirectApplicationSubmitted"] = new([Fact.Text("legalName")]),
        ["DirectApplicationWithdrawn"] = new([Fact.Text("legalName")]),
        ["DirectoryFounded"] = new([Fact.Text("domain")]),
        ["AffiliationEnded"] = new([Fact.Tenant("tenantId"), Fact.Text("other")]),
        ["AffiliationRecorded"] = new([Fact.Tenant("tenantId"), Fact.Text("other")]),
        ["MembershipNameUpdated"] = new([Fact.Text("networkId")]),
        ["MembershipStandingSet"] = new([Fact.Tenant("tenantId"), Fact.Text("networkId")]),
        ["MergeDeclined"] = new([Fact.Text("name")]),
        ["MergeInvitationRevoked"] = new([]),
        ["MergeInvited"] = new([Fact.Text("name")]),
        ["OrganizationsMerged"] = new([Fact.Text("invited"), Fact.Text("inviting")]),
        ["LegalProfileChanged"] = new([]),
        ["LegalProfileChangedOnRequest"] = new([Fact.Tenant("tenantId")]),
        ["GuestAdded"] = new([Fact.Text("userName"), Fact.Text("homeDirectory"), Fact.Roles("roles")]),
        ["LegalProfileRejected"] = new([Fact.Tenant("tenantId")]),
        ["LegalProfileVerified"] = new([Fact.Tenant("tenantId")]),
        ["LicenseAssigned"] = new([Fact.Text("userName"), Fact.Text("product")], IsForCustomers: true),
        ["LicenseFreed"] = new([Fact.Text("userName"), Fact.Text("product")], IsForCustomers: true),
        ["LicenseGivenBack"] = new([Fact.Text("userName"), Fact.Text("product")], IsForCustomers: true),
        ["LicenseTakenAway"] = new([Fact.Text("userName"), Fact.Text("product")], IsForCustomers: true),
        ["LocationAdded"] = new([Fact.Text("networkId")]),
        ["LocationChanged"] = new([Fact.Text("networkId")]),
        ["LocationDeleted"] = new([Fact.Text("networkId"), Fact.Tenant("tenantId")]),
        ["NetworkIdLinked"] = new([Fact.Text("networkId")]),
        ["OperatorInvited"] = new([Fact.Text("userName")]),
        ["OrderPlaced"] = new([Fact.Customer, Fact.Count("lines")], IsForCustomers: true, Counted: "lines"),
        ["OutsideSubscriptionCorrected"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["OutsideSubscriptionEnded"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["OutsideSubscriptionEntered"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["PartnerAgreementSigned"] = new([Fact.Text("version")]),
        ["PartnerInvitationDeclined"] = new([Fact.Tenant("providerId")]),
        ["PartnerInvitationRevoked"] = new([Fact.Recipient("email")]),
        ["PartnerStandingChanged"] = new([Fact.Tenant("tenantId")]),
        ["ProviderAdminAccessGivenBack"] = new([Fact.Tenant("providerId")]),
        ["ProviderAdminAccessTakenAway"] = new([Fact.Tenant("providerId")]),
        ["ProviderProfileHandedIn"] = new([]),
        ["ProviderProfilePublished"] = new([Fact.Tenant("tenantId")]),
        ["ProviderProfileRefused"] = new([Fact.Tenant("tenantId")]),
        ["ProviderProfileWithdrawn"] = new([]),
        ["ProviderCreated"] = new([Fact.Tenant("tenantId")]),
        ["ProviderApproved"] = new([Fact.Tenant("tenantId")]),
        ["PartnershipBegun"] = new([Fact.Tenant("providerId"), Fact.Tenant("resellerId")]),
        ["PartnershipEnded"] = new([Fact.Tenant("providerId"), Fact.Tenant("resellerId")]),
        ["PartnershipEndRefused"] = new([Fact.Tenant("providerId"), Fact.Tenant("resellerId")]),
        ["PartnershipEndRequested"] = new([Fact.Tenant("providerId")]),
        ["PartnershipEndWithdrawn"] = new([Fact.Tenant("providerId")]),
        ["PartnershipRequestSent"] = new([Fact.Recipient("to")]),
        ["PartnershipRequested"] = new([Fact.Recipient("email")]),
        ["PolicyChanged"] = new([Fact.Resource]),
        ["PriceListImported"] = new([Fact.Text("fileName"), Fact.Number("importedRows"), Fact.Number("rejectedRows")]),
        ["PasswordChosen"] = new([Fact.Text("userName")]),
        ["PasswordReset"] = new([Fact.Text("userName")], IsForCustomers: true),
        ["PasswordsFetched"] = new([]),
        ["PartnerOfRecordChanged"] = new(
            [Fact.Text("subscription"), Fact.Text("networkId"), Fact.Customer], IsForCustomers: true),
        ["PartnerOfRecordRemoved"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["RenewalSwitchedOff"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["RenewalSwitchedOn"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["ResellerTermsSet"] = new(
            [Fact.Tenant("resellerId"), Fact.Number("paymentDays"), Fact.Text("limit"), Fact.Word("billing", "ResellerBilling")]),
        ["RolesAssigned"] = new([Fact.Roles("roles"), Fact.Text("userName")]),
        ["SeatsChanged"] = new(
            [Fact.Text("subscription"), Fact.Number("before"), Fact.Number("quantity"), Fact.Customer], IsForCustomers: true),
        ["ServiceRequestClosed"] = new([Fact.Text("number"), Fact.Customer], IsForCustomers: true),
        ["ServiceRequestEscalated"] = new([Fact.Text("number"), Fact.Customer], IsForCustomers: true),
        ["ServiceRequestHandedBack"] = new([Fact.Text("number"), Fact.Customer], IsForCustomers: true),
        ["ServiceRequestNoted"] = new([Fact.Text("number"), Fact.Customer], IsForCustomers: true),
        ["ServiceRequestNotedInternally"] = new([Fact.Text("number"), Fact.Customer]),
        ["ServiceRequestOpened"] = new([Fact.Text("number"), Fact.Customer], IsForCustomers: true),
        ["ServiceRequestReopened"] = new([Fact.Text("number"), Fact.Customer], IsForCustomers: true),
        ["ServiceRequestResolved"] = new([Fact.Text("number"), Fact.Customer], IsForCustomers: true),
        ["ServiceRequestTaken"] = new([Fact.Text("number"), Fact.Customer], IsForCustomers: true),
        ["SharedServicesMade"] = new([Fact.Text("domain")]),
        ["SubscriptionCancelled"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["SubscriptionDeleted"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["SubscriptionExpired"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["SubscriptionReactivated"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["SubscriptionRenamed"] = new([Fact.Text("title"), Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["SubscriptionSuspended"] = new([Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["SupportContactChosen"] = new([Fact.Tenant("partnerId"), Fact.Text("subscription"), Fact.Customer], IsForCustomers: true),
        ["SupporterAdded"] = new([Fact.Tenant("partnerId"), Fact.Text("subscription")]),
        ["SupporterRemoved"] = new([Fact.Tenant("partnerId"), Fact.Text("subscription")]),
        ["SupportPlanNamed"] = new([Fact.Text("contract")]),
        ["TenantLinked"] = new([Fact.Text("domain")]),
        ["TenantMade"] = new([Fact.Text("domain")]),
        ["TenantRemoved"] = new([Fact.Text("domain")]),
        ["UserAdded"] = new([Fact.Text("userName"), Fact.Roles("roles")], IsForCustomers: true),
        ["UserDeactivated"] = new([Fact.Text("userName")]),
        ["UserReactivated"] = new([Fact.Text("userName")]),
        ["VerificationMailResent"] = new([Fact.Text("email")]),
    }.ToFrozenDictionary();

    /// <summary>Actions that a customer may read when they were done for it.</summary>
    public static IEnumerable<string> ForCustomers => Known.Where(known => known.Value.IsForCustomers).Select(known => known.Key);

    /// <summary>Every action that has a sentence.</summary>
    public static IEnumerable<string> Actions => Known.Keys;

    /// <summary>The actions whose sentences hold these words in the reader's language; null for no words.</summary>
    public static string[]? Holding(string? words) => string.IsNullOrWhiteSpace(words)
        ? null
        :
        [
            .. Actions.Where(action =>
                Texts.Of($"activity.{action}").Contains(words.Trim(), StringComparison.CurrentCultureIgnoreCase)
                || action.Equals(words.Trim(), StringComparison.OrdinalIgnoreCase)),
        ];

    /// <summary>The records with their sentences; names are asked for all of them at once.</summary>
    public async Task<IReadOnlyList<ToldActivity>> Tell(
        IReadOnlyList<ActivityRow> rows, CancellationToken cancel)
    {
        var read = rows.Select(row => (Row: row, Details: Read(row.Details))).ToList();
        var tenants = read.SelectMany(r => Mentioned(r.Row, r.Details)).Distinct().ToList();
        var known = await cards.Of(tenants, cancel);
        return
        [
            .. read.Select(r => new ToldActivity(
                r.Row,
                Sentence(new Told(r.Row, r.Details, known)),
                known.GetValueOrDefault(r.Row.TenantId)?.Name ?? "–",
                r.Row.CustomerId is { } customer ? known.GetValueOrDefault(customer)?.Name : null)),
        ];
    }

    private static string Sentence(Told told) => Known.GetValueOrDefault(told.Row.Action) is { } sentence
        ? Texts.Of(sentence.KeyFor(told), [.. sentence.Arguments.Select(fact => fact.Of(told))])
        : Texts.Of("activity.other", told.Row.Action);

    private static IEnumerable<TenantId> Mentioned(ActivityRow row, JsonElement details)
    {
        var facts = Known.GetValueOrDefault(row.Action)?.Arguments ?? [];
        return facts.SelectMany(fact => fact.Names(row, details))
            .Append(row.TenantId)
            .Concat(row.CustomerId is { } customer ? [customer] : []);
    }

    private static JsonElement Read(string details)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(details);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

/// <summary>A record as people read it.</summary>
/// <param name="Row">As it was written.</param>
/// <param name="Sentence">What happened.</param>
/// <param name="Organisation">Whose people did it.</param>
/// <param name="Customer">For which customer, if any.</param>
public sealed record ToldActivity(ActivityRow Row, string Sentence, string Organisation, string? Customer)
{
    /// <summary>Who did it: of others' people, customers and partners are told the organization and not the person.</summary>
    public string By(Actor reader) =>
        Row.TenantId == reader.TenantId ? Row.ActorName
        : reader.TenantKind == TenantKind.Operator ? $"{Organisation}, {Row.ActorName}"
        : Organisation;
}

using System.Globalization;
using System.Reflection;
using CsvHelper;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Sandbox;

/// <summary>What sort of participant an organization of the plan is.</summary>
internal enum PlannedType
{
    Vendor,
    Provider,
    Reseller,
    Direct,
    Customer,
}

/// <summary>
/// One tenant of the demo world. All names are invented. <c>Key</c> is how the plan, and for actors
/// <c>credentials.json</c>, calls it. With <c>SameAs</c> it is a further tenant of the organization with that key, and
/// organizations with the same <c>ControlGroup</c> are affiliates. Empty is none.
/// </summary>
internal sealed record PlannedTenant(
    string Key,
    PlannedType Type,
    string Name,
    string Domain,
    string Market,
    string Street,
    string PostalCode,
    string City,
    string State,
    string FirstName,
    string LastName,
    string Phone,
    string Language,
    string Qualifications,
    string SameAs,
    string ControlGroup,
    long? CreditLimitUsd,
    string VatId)
{
    public TenantKind Kind => Type switch
    {
        PlannedType.Vendor => TenantKind.Operator,
        PlannedType.Customer => TenantKind.Customer,
        _ => TenantKind.Partner,
    };

    public string ContactName => $"{FirstName} {LastName}";

    /// <summary>Where the organization is written to; also the sign-in name of the tenant's first user.</summary>
    public string ContactEmail => MailAddresses.Of(FirstName, LastName, Domain);
}

/// <summary>A further user of an actor, with the role as <c>credentials.json</c> calls it: <c>adminAgent</c>.</summary>
internal sealed record PlannedUser(string Actor, string Role, string FirstName, string LastName);

/// <summary>Somebody asks somebody for a partnership or a customer relationship.</summary>
/// <param name="Day">Days since the beginning of the world.</param>
/// <param name="Asker">Who asks.</param>
/// <param name="Provider">The provider of a joint invitation to a customer; empty otherwise.</param>
/// <param name="Addressee">Who is asked; empty for a general invitation.</param>
/// <param name="Answer">accepted, declined, revoked, or open and expired, which is no answer.</param>
/// <param name="AfterDays">How many days later the answer comes.</param>
/// <param name="Agreement">How the customer agreement is accepted with it: direct, attested, none.</param>
internal sealed record PlannedRequest(
    int Day, string Asker, string Provider, string Addressee, string Answer, int AfterDays, string Agreement);

/// <summary>One line of an order; lines with the same number are one order.</summary>
internal sealed record PlannedPurchase(
    int Order,
    int Day,
    string Seller,
    string Reseller,
    string Customer,
    string Item,
    int Quantity,
    string Term,
    string Billing,
    string Name);

/// <summary>
/// An organization that applies as reseller, and in which state its application stands in the end. Days are since the
/// beginning of the world; where nothing is decided or withdrawn there is no second one. The domain is that of its mail, and
/// the reason that of a rejection.
/// </summary>
internal sealed record PlannedApplicant(
    string Key, int BegunDay, int? DecidedDay, EnrolmentState State, string LegalName, string Prefix, string Market,
    string Street, string PostalCode, string City, string Number, string FirstName, string LastName, string Domain,
    string Phone, string Language, string Reason)
{
    public string Email => MailAddresses.Of(FirstName, LastName, Domain);

    public LegalProfile Profile => new(LegalName, Street, City, "", PostalCode, Number, false);

    public PrimaryContact Contact => new(true, FirstName, LastName, Email, Phone, Language);

    public SupportContact Support => new("Service desk", $"support@{Domain}", Phone, $"https://{Domain}", "");
}

/// <summary>The plan of the demo world, from the tables that ship inside the application.</summary>
internal static class WorldPlan
{
    public static IReadOnlyDictionary<string, PlannedTenant> Tenants()
    {
        var tenants = new Dictionary<string, PlannedTenant>();
        foreach (var tenant in Read("organizations", ReadTenant))
        {
            tenants.Add(tenant.Key, tenant.SameAs.Length == 0 ? tenant : Completed(tenant, tenants[tenant.SameAs]));
        }

        return tenants;
    }

    public static IReadOnlyList<PlannedUser> Users() => Read(
        "people", row => new PlannedUser(row("actor"), row("role"), row("first_name"), row("last_name")));

    public static IReadOnlyList<PlannedApplicant> Applicants() => Read("applicants", row => new PlannedApplicant(
        row("key"),
        Number(row("begun_day")),
        row("decided_day").Length == 0 ? null : Number(row("decided_day")),
        Enum.Parse<EnrolmentState>(row("state")),
        row("legal_name"),
        row("prefix"),
        row("market"),
        row("street"),
        row("postal_code"),
        row("city"),
        row("number"),
        row("first_name"),
        row("last_name"),
        row("domain"),
        row("phone"),
        row("language"),
        row("reason")));

    public static IReadOnlyList<PlannedRequest> Requests() => Read("requests", row => new PlannedRequest(
        Number(row("day")),
        row("asker"),
        row("provider"),
        row("addressee"),
        row("answer"),
        Number(row("after_days")),
        row("agreement")));

    public static IReadOnlyList<PlannedPurchase> Purchases() => Read("purchases", row => new PlannedPurchase(
        Number(row("order")),
        Number(row("day")),
        row("seller"),
        row("reseller"),
        row("customer"),
        row("item"),
        Number(row("quantity")),
        row("term"),
        row("billing"),
        row("name")));

    /// <summary>Another tenant of the same organization, with the organization's own people.</summary>
    private static PlannedTenant Completed(PlannedTenant tenant, PlannedTenant organisation) => tenant with
    {
        Name = organisation.Name,
        FirstName = organisation.FirstName,
        LastName = organisation.LastName,
        Phone = organisation.Phone,
        Language = organisation.Language,
    };

    private static PlannedTenant ReadTenant(Func<string, string> row) => new(
        row("key"),
        Enum.Parse<PlannedType>(row("type"), ignoreCase: true),
        row("name"),
        row("domain"),
        row("market"),
        row("street"),
        row("postal_code"),
        row("city"),
        row("state"),
        row("first_name"),
        row("last_name"),
        row("phone"),
        row("language"),
        row("qualifications"),
        row("same_as"),
        row("control_group"),
        row("credit_limit_usd").Length == 0 ? null : Number(row("credit_limit_usd")),
        row("vat_id"));

    private static List<T> Read<T>(string table, Func<Func<string, string>, T> read)
    {
        var name = $"Kontor.Sandbox.World.{table}.csv";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var csv = CsvReader.Create(stream, new CsvReaderOptions());
        csv.ReadHeader();
        var rows = new List<T>();
        while (csv.Read())
        {
            rows.Add(read(csv.GetString));
        }

        return rows;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

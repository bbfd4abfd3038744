using Kontor.Kernel;

namespace Kontor.ProviderDirectory;

/// <summary>A service with a sentence on it: CustomerSupport, TechnicalHelp, Marketing, Financing or Training.</summary>
public sealed record OfferedServiceBody(string? Service, string? Sentence);

/// <summary>Whom resellers talk to, outside of the portal (REL-03).</summary>
public sealed record ProviderContactBody(string? Name, string? Email, string? Phone, string? Website);

/// <summary>What a provider says of itself.</summary>
/// <param name="About">Plain text on its program for resellers.</param>
/// <param name="Services">Each at most once.</param>
/// <param name="Languages">ISO 639-1 codes.</param>
/// <param name="Countries">Market keys within the provider's region.</param>
/// <param name="Contact">Whom to ask.</param>
public sealed record ProviderTextBody(
    string? About, IReadOnlyList<OfferedServiceBody?>? Services, IReadOnlyList<string?>? Languages,
    IReadOnlyList<string?>? Countries, ProviderContactBody? Contact)
{
    /// <summary>As the rules read it; a service that there is not becomes none that there is, which they refuse.</summary>
    public ProviderProfileText ToText() => new(
        Lines(About),
        [.. (Services ?? []).OfType<OfferedServiceBody>().Select(offered => new OfferedService(
            EnumName.Find<ProviderService>(offered.Service) ?? (ProviderService)(-1), Line(offered.Sentence)))],
        [.. (Languages ?? []).OfType<string>()],
        [.. (Countries ?? []).OfType<string>()],
        new ProviderContact(
            Line(Contact?.Name), Line(Contact?.Email), Line(Contact?.Phone), Line(Contact?.Website)));

    public static ProviderTextBody From(ProviderProfileText text) => new(
        text.About,
        [.. text.Services.Select(offered => new OfferedServiceBody($"{offered.Service}", offered.Sentence))],
        text.Languages,
        text.Countries,
        new ProviderContactBody(text.Contact.Name, text.Contact.Email, text.Contact.Phone, text.Contact.Website));

    private static string Line(string? text) => (text ?? "").Trim();

    private static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

/// <summary>A text that is kept or handed in.</summary>
/// <param name="Profile">The text.</param>
/// <param name="Version">That was looked at; left out for whichever.</param>
public sealed record WrittenProfileBody(ProviderTextBody? Profile, int? Version)
{
    public ProviderProfileText ToText() => Profile?.ToText() ?? ProviderProfileText.Empty;
}

/// <summary>The own profile, or one that an operator looks at.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Name">The legal name.</param>
/// <param name="RegionGroup">Within which its countries lie.</param>
/// <param name="State">Settled, Draft, HandedIn or Refused.</param>
/// <param name="Since">Since when; null while nothing was written.</param>
/// <param name="Draft">What is not published yet; null for nothing.</param>
/// <param name="RefusedBecause">Why the draft was refused.</param>
/// <param name="Published">What everybody reads; null for nothing.</param>
/// <param name="PublishedAt">Since when.</param>
/// <param name="Slug">Its address in the directory.</param>
/// <param name="IsListed">Whether the directory shows it: not while the provider is suspended.</param>
/// <param name="Version">To be sent with what is done next.</param>
public sealed record ProviderProfileBody(
    Guid TenantId, string Name, string RegionGroup, string State, DateTimeOffset? Since, ProviderTextBody? Draft,
    string? RefusedBecause, ProviderTextBody? Published, DateTimeOffset? PublishedAt, string? Slug, bool IsListed, int Version)
{
    /// <summary>All of it, for the provider itself.</summary>
    public static ProviderProfileBody From(ProviderProfileFile file) => new(
        file.Tenant.Id.Value, file.Organisation.Name, file.Region, $"{file.State}", file.Profile?.Since,
        file.Profile?.Draft is { } draft ? ProviderTextBody.From(draft) : null, file.Profile?.RefusedBecause,
        file.Profile?.Published is { } published ? ProviderTextBody.From(published) : null, file.Profile?.PublishedAt,
        file.Profile?.Slug, file.IsListed, file.Version);

    /// <summary>For operators: what is only being written is the provider's alone.</summary>
    public static ProviderProfileBody ForOperators(ProviderProfileFile file) =>
        file.State == ProviderProfileState.Draft
            ? From(file) with { State = $"{ProviderProfileState.Settled}", Draft = null, Since = file.Profile!.PublishedAt }
            : From(file);
}

public sealed record ProviderProfileRowBody(
    Guid TenantId, string Name, string Market, string RegionGroup, string Standing, DateTimeOffset Since, string? Slug)
{
    public static ProviderProfileRowBody From(ProviderProfileRow row) => new(
        row.TenantId.Value, row.Name, row.Market, row.RegionGroup, $"{row.Standing}", row.Since, row.Slug);
}

/// <param name="Version">That the operator looked at.</param>
/// <param name="Publishes">Whether everybody is to read it.</param>
/// <param name="Reason">Why not; the provider reads it.</param>
public sealed record ProviderVerdictBody(int Version, bool Publishes, string? Reason)
{
    public ProviderProfileVerdict ToVerdict() => new(Publishes, Reason);
}

/// <summary>A provider in the public directory, known by its slug.</summary>
public sealed record ListedProviderBody(
    string Slug, string Name, string Market, string RegionGroup, IReadOnlyList<string> Services,
    IReadOnlyList<string> Languages, IReadOnlyList<string> Countries)
{
    public static ListedProviderBody From(DirectoryRow row) => new(
        row.Slug, row.Name, row.Market, row.RegionGroup, [.. row.Services.Select(service => $"{service}")], row.Languages,
        row.Countries);
}

/// <param name="Slug">Its address.</param>
/// <param name="Name">The legal name.</param>
/// <param name="Market">Where it is.</param>
/// <param name="RegionGroup">Where it works.</param>
/// <param name="Profile">What it says of itself.</param>
/// <param name="PublishedAt">Since when it says so.</param>
/// <param name="PartnerSince">Since when it is a provider of the reseller that asks.</param>
public sealed record ListedProfileBody(
    string Slug, string Name, string Market, string RegionGroup, ProviderTextBody Profile, DateTimeOffset PublishedAt,
    DateTimeOffset? PartnerSince)
{
    public static ListedProfileBody From(DirectoryProfile profile) => new(
        profile.Row.Slug, profile.Row.Name, profile.Row.Market, profile.Row.RegionGroup, ProviderTextBody.From(profile.Text),
        profile.PublishedAt, profile.PartnerSince);
}

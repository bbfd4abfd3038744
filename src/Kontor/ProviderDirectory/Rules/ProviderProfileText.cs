namespace Kontor.ProviderDirectory;

/// <summary>What a provider can do for its resellers (REL-02); the program names these five.</summary>
public enum ProviderService
{
    /// <summary>Supports the resellers' customers.</summary>
    CustomerSupport,

    /// <summary>Helps resellers with technical questions.</summary>
    TechnicalHelp,
    Marketing,

    /// <summary>Financing and credit terms.</summary>
    Financing,
    Training,
}

/// <summary>A service with a sentence on what it is.</summary>
public sealed record OfferedService(ProviderService Service, string Sentence);

/// <summary>REL-03: whom resellers talk to, outside of the portal.</summary>
/// <param name="Name">A person or a team.</param>
/// <param name="Email">A mail address.</param>
/// <param name="Phone">With at least five digits.</param>
/// <param name="Website">An address on the web; empty for none.</param>
public sealed record ProviderContact(string Name, string Email, string Phone, string Website);

/// <summary>What a provider says of itself, draft or published. It is plain text, in the provider's own words.</summary>
/// <param name="About">On its program for resellers.</param>
/// <param name="Services">Each at most once, in the order of the enumeration.</param>
/// <param name="Languages">Codes of <see cref="SpokenLanguages"/>.</param>
/// <param name="Countries">Market keys of the countries whose resellers it serves.</param>
/// <param name="Contact">Whom to ask.</param>
public sealed record ProviderProfileText(
    string About, IReadOnlyList<OfferedService> Services, IReadOnlyList<string> Languages, IReadOnlyList<string> Countries,
    ProviderContact Contact)
{
    public static ProviderProfileText Empty { get; } = new("", [], [], [], new ProviderContact("", "", "", ""));

    /// <summary>The sentence on a service; null where it is not offered.</summary>
    public string? SentenceOn(ProviderService service) =>
        Services.FirstOrDefault(offered => offered.Service == service)?.Sentence;

    public bool SaysTheSameAs(ProviderProfileText? other) =>
        other is not null && About == other.About && Contact == other.Contact
        && Services.SequenceEqual(other.Services)
        && Languages.SequenceEqual(other.Languages)
        && Countries.SequenceEqual(other.Countries);

    /// <summary>The same in one order and each once, so that what says the same is the same.</summary>
    public ProviderProfileText InOrder() => this with
    {
        Services = [.. Services.DistinctBy(offered => offered.Service).OrderBy(offered => offered.Service)],
        Languages = [.. Languages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Countries = [.. Countries.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };
}

using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.ProviderDirectory;

namespace Kontor.Tests;

public sealed partial class World
{
    private Participant? _directoryVendor;

    /// <summary>What a provider of Europe could say of itself.</summary>
    public static ProviderProfileText ProviderText(
        string about = "We help resellers from the first customer on.", ProviderService[]? services = null,
        string[]? languages = null, string[]? countries = null) => new(
            about,
            [.. (services ?? [ProviderService.CustomerSupport, ProviderService.Training])
                .Select(service => new OfferedService(service, $"A sentence on {service}."))],
            languages ?? ["de", "en"],
            countries ?? ["AT", "DE"],
            new ProviderContact("Reseller desk", "desk@provider.example", "+49 40 555 0100", "https://provider.example/resellers"));

    /// <summary>Somebody at a provider hands a profile in.</summary>
    public Task<Result<ProviderProfileFile>> HandsIn(Actor actor, ProviderProfileText text, int? version = null) =>
        Does((WriteProviderProfile use) => use.HandIn(actor, text, version, CancellationToken.None));

    /// <summary>Somebody at a provider keeps a draft.</summary>
    public Task<Result<ProviderProfileFile>> WritesDraft(Actor actor, ProviderProfileText text, int? version = null) =>
        Does((WriteProviderProfile use) => use.Write(actor, text, version, CancellationToken.None));

    /// <summary>An operator publishes what was handed in, or refuses it with a reason.</summary>
    public async Task<Result<ProviderProfileFile>> DecidesProfile(Participant provider, int version, string? refusal = null)
    {
        _directoryVendor ??= await Vendor();
        return await Does((DecideProviderProfile use) => use.Handle(
            _directoryVendor.As(Role.ProgramOperator), provider.Id, version,
            new ProviderProfileVerdict(refusal is null, refusal), CancellationToken.None));
    }

    /// <summary>The provider's profile, handed in and published; the slug under which it is found.</summary>
    public async Task<string> Listed(Participant provider, ProviderProfileText? text = null)
    {
        var handedIn = (await HandsIn(provider.GlobalAdmin, text ?? ProviderText())).ValueOrNull!;
        return (await DecidesProfile(provider, handedIn.Version)).ValueOrNull!.Profile!.Slug!;
    }

    /// <summary>The provider's file as it is stored.</summary>
    public async Task<ProviderProfileFile> ProfileOf(Participant provider) =>
        (await Does((ProviderProfileFiles files) => files.Find(provider.Id, CancellationToken.None)))!;

    /// <summary>Names of the providers that are in the directory, in its order.</summary>
    public async Task<string[]> InDirectory(DirectoryFilter filter) =>
    [
        .. (await Does((DirectoryQueries directory) => directory.List(filter, PageRequest.First, CancellationToken.None)))
            .Items.Select(row => row.Name),
    ];

    public Task Suspends(Participant provider) => Enrolled(provider, PartnerType.Provider, EnrolmentState.Suspended);
}

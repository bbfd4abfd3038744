using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.ProviderDirectory;

/// <summary>
/// The profile of a provider in the public directory (REL-02, REL-03): what is published, and beside it a change that is
/// written, waits for an operator or was refused (ENR-50).
/// </summary>
public sealed class ProviderProfile
{
    public required TenantId TenantId { get; init; }

    /// <summary>Names it where nobody is told the tenant, such as in marks of pages of the public list.</summary>
    public required Guid Id { get; init; }

    /// <summary>The tenant's (NAT-10), which stays.</summary>
    public required Cloud Cloud { get; init; }

    /// <summary>Of the tenant's market (REL-04), which stays too.</summary>
    public required string RegionGroup { get; init; }

    public ProviderProfileState State { get; private set; } = ProviderProfileState.Settled;

    /// <summary>When the present state began; when something else was handed in, then.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>What is written and not published; null while there is no change.</summary>
    public ProviderProfileText? Draft { get; private set; }

    /// <summary>Why the change was refused; null in all other states.</summary>
    public string? RefusedBecause { get; private set; }

    public ProviderProfileText? Published { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Its address in the directory, for good; null until something was published.</summary>
    public string? Slug { get; private set; }

    /// <summary>By which the directory is ordered: the name when it was published last, in lower case.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>Of what is published, to be found by.</summary>
    public string[] Services { get; private set; } = [];

    public string[] Languages { get; private set; } = [];

    public string[] Countries { get; private set; } = [];

    /// <summary>Raised by every act, so that nobody acts on what has become another meanwhile.</summary>
    public int Version { get; private set; }

    public void Write(ProviderProfileText text, DateTimeOffset now)
    {
        Become(ProviderProfileAct.Write, now);
        Draft = text;
    }

    public void HandIn(ProviderProfileText text, DateTimeOffset now)
    {
        Become(ProviderProfileAct.HandIn, now);
        Draft = text;
    }

    public void Withdraw(DateTimeOffset now) => Become(ProviderProfileAct.Withdraw, now);

    public void Discard(DateTimeOffset now)
    {
        Become(ProviderProfileAct.Discard, now);
        Draft = null;
    }

    /// <param name="slug">Its address; the one that it has stays.</param>
    /// <param name="name">The organization's as it is now.</param>
    /// <param name="now">When.</param>
    public void Publish(string slug, string name, DateTimeOffset now)
    {
        Become(ProviderProfileAct.Publish, now);
        (Published, PublishedAt, Draft) = (Draft, now, null);
        Slug ??= slug;
        NameKey = name.ToLowerInvariant();
        Services = [.. Published!.Services.Select(offered => $"{offered.Service}")];
        Languages = [.. Published.Languages];
        Countries = [.. Published.Countries];
    }

    public void Refuse(string because, DateTimeOffset now)
    {
        Become(ProviderProfileAct.Refuse, now);
        RefusedBecause = because;
    }

    private void Become(ProviderProfileAct act, DateTimeOffset now)
    {
        State = ProviderProfileStates.After(State, act)
            ?? throw new InvalidOperationException($"{act} cannot happen to a profile that is {State}.");
        (Since, RefusedBecause) = (now, null);
        Version++;
    }
}

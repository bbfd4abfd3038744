namespace Kontor.ProviderDirectory;

/// <summary>Where the change of a profile stands. What is published stays published meanwhile.</summary>
public enum ProviderProfileState
{
    /// <summary>There is no change: all that was written is published, or nothing was written.</summary>
    Settled,

    /// <summary>The provider writes.</summary>
    Draft,

    /// <summary>It waits for an operator.</summary>
    HandedIn,

    /// <summary>An operator said no, and why; the text is there to be corrected.</summary>
    Refused,
}

/// <summary>What is done with a change.</summary>
public enum ProviderProfileAct
{
    Write,
    HandIn,

    /// <summary>The provider takes back what it handed in, and keeps it as a draft.</summary>
    Withdraw,

    /// <summary>The provider throws the draft away.</summary>
    Discard,
    Publish,
    Refuse,
}

/// <summary>ENR-50: a profile changes through an operator, and in no other way.</summary>
public static class ProviderProfileStates
{
    /// <summary>The state after an act; null where the act cannot happen.</summary>
    public static ProviderProfileState? After(ProviderProfileState state, ProviderProfileAct act) => (state, act) switch
    {
        (not ProviderProfileState.HandedIn, ProviderProfileAct.Write) => ProviderProfileState.Draft,

        // A new text takes the place of one that waits.
        (_, ProviderProfileAct.HandIn) => ProviderProfileState.HandedIn,
        (ProviderProfileState.HandedIn, ProviderProfileAct.Withdraw) => ProviderProfileState.Draft,
        (ProviderProfileState.Draft or ProviderProfileState.Refused, ProviderProfileAct.Discard) =>
            ProviderProfileState.Settled,
        (ProviderProfileState.HandedIn, ProviderProfileAct.Publish) => ProviderProfileState.Settled,
        (ProviderProfileState.HandedIn, ProviderProfileAct.Refuse) => ProviderProfileState.Refused,
        _ => null,
    };
}

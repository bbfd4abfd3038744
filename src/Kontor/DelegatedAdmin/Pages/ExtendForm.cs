using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>Which grants extend themselves from now on, or end.</summary>
public sealed class ExtendForm
{
    public const string Yes = "extend";

    public const string No = "stop";

    /// <summary>The ticked ones; null where none is.</summary>
    public string[]? Ids { get; set; }

    /// <summary>All that the filter of the list leaves, ticked or not.</summary>
    public bool All { get; set; }

    public string? Choice { get; set; }

    public bool ExtendsItself => Choice == Yes;

    public IReadOnlyCollection<GrantId> Chosen =>
        [.. (Ids ?? []).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Select(id => new GrantId(id))];
}

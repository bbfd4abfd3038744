using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>Which of a form's fields each refusal is about, so that the summary leads there and the field says why.</summary>
public sealed class FieldMap : Dictionary<string, Reason[]>
{
    /// <summary>The id of the element with this name.</summary>
    public static string IdOf(string name) => name.Replace('.', '-').ToLowerInvariant();

    /// <summary>The name of the field that a reason is about; null when it is about the whole.</summary>
    public string? FieldOf(Reason reason) =>
        this.FirstOrDefault(field => field.Value.Any(known => known.Code == reason.Code)).Key;

    /// <summary>What is wrong with a field.</summary>
    public IEnumerable<Reason> Of(string name, Decision? refused) =>
        refused is null || !TryGetValue(name, out var known)
            ? []
            : refused.Reasons.Where(reason => known.Any(k => k.Code == reason.Code));
}

using System.Globalization;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.DelegatedAdmin;

/// <summary>What the form of a request sends.</summary>
public sealed class GrantForm
{
    internal static FieldMap Fields { get; } = new()
    {
        ["Form.Days"] = [GrantReasons.DaysOutOfRange, GrantReasons.EndMissing],
        ["Form.Note"] = [GrantReasons.NoteTooLong],
        ["Form.ExtendsItself"] = [GrantReasons.HighestRoleEnds, GrantReasons.HasNoEnd],
    };

    public Guid? CustomerId { get; set; }

    /// <summary>The ticked ones, role and group with a colon between; null where none is.</summary>
    public string[]? Roles { get; set; }

    /// <summary>As typed.</summary>
    public string? Days { get; set; }

    /// <summary>The two classic roles without end, whatever else is ticked.</summary>
    public bool Classic { get; set; }

    public bool ExtendsItself { get; set; }

    public string? Note { get; set; }

    public IReadOnlyCollection<RoleForGroup> Ticked => [.. (Roles ?? []).Select(Read).OfType<RoleForGroup>().Distinct()];

    /// <summary>What is typed and is no number counts as out of range.</summary>
    public GrantWish ToWish() => Classic
        ? new(RoleForGroup.Classic, null, false, Written)
        : new(
            Ticked,
            int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0,
            ExtendsItself,
            Written);

    private string Written => (Note ?? "").ReplaceLineEndings("\n");

    private static RoleForGroup? Read(string text) =>
        text.Split(':') is [var role, var agents]
        && EnumName.Find<DirectoryRole>(role) is { } known && EnumName.Find<AgentGroup>(agents) is { } group
            ? new RoleForGroup(known, group)
            : null;
}

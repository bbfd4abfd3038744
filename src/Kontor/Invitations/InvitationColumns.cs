using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Invitations;

/// <summary>What lists of invitations have in common.</summary>
public static class InvitationColumns
{
    /// <summary>The newest come first.</summary>
    public const string UsualSort = "-made";

    public static ListFilter StateFilter() => new(
        "state",
        "column.state",
        [.. Enum.GetValues<InvitationState>().Select(state => new FilterChoice($"{state}", TextOf(state)))]);

    public static InvitationFilter FilterOf(ListState state) =>
        new(state.Filter<InvitationState>("state"), IsOldestFirst: !state.IsDescending);

    public static string TextOf(InvitationState state) => Texts.Of($"InvitationState.{state}");

    /// <summary>For whom it was made.</summary>
    public static string RecipientOf(string? email) => email ?? Texts.Of("invitations.general");
}

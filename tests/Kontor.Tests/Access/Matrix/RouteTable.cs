namespace Kontor.Tests.Access.Matrix;

/// <summary>
/// Who may use which route, written by hand, in a file for each area. A new route needs a row there, and a reason to be in
/// it. Pages take forms too; what a form may do, its use case says.
/// </summary>
public static partial class RouteTable
{
    public static IReadOnlyList<string> Rows =>
        [.. Accounts, .. Relations, .. Trade, .. Operations, .. Wire, .. Portal];
}

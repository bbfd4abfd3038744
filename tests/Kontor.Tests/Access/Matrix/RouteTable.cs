namespace Kontor.Tests.Access.Matrix;

/// <summary>Who may use which route, written by hand. A new route needs a row here, and a reason to be in it.</summary>
public static class RouteTable
{
    public static readonly string[] Rows =
    [
    ];
}

namespace Kontor.Tests.House;

/// <summary>A house test names everything it finds, so that one run is enough to put it right.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }
}

using Kontor.Tests.Postgres;
using Xunit.MicrosoftTestingPlatform;

namespace Kontor.Tests;

/// <summary>Runs the tests. A test that needs another process starts this program with a role for it to play.</summary>
internal static class TestProgram
{
    public static Task<int> Main(string[] args) => args is [DatabaseOwner.Role, .. var words]
        ? DatabaseOwner.Play(words)
        : TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}

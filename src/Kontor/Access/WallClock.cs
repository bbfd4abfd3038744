namespace Kontor.Access;

/// <summary>
/// The key under which the machine's clock is registered. Tokens, sessions, lockouts and signing keys live by it:
/// clients judge a token's end by their own clocks, and the program's clock of a demo world can be moved.
/// </summary>
public static class WallClock
{
    public const string Key = "wall";
}

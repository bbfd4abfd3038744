using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kontor.Access;

namespace Kontor.Tests.Access;

public sealed class KeyRotationTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly KeyPeriod First = new(1, Start, Start + KeyRotation.SigningTime);

    [Fact]
    public void Without_a_key_one_is_due_that_signs_at_once() => Assert.Equal(First, KeyRotation.Due([], [], Start));

    [Fact]
    public void A_successor_is_published_before_it_signs_and_signs_when_the_first_ends()
    {
        var publication = First.SignsUntil - KeyRotation.PublishedAhead;

        Assert.Null(KeyRotation.Due([First], [First], publication.AddTicks(-1)));
        var second = KeyRotation.Due([First], [First], publication)!;
        Assert.Equal(2, second.Generation);
        Assert.Equal(First.SignsUntil, second.SignsFrom);
        Assert.Null(KeyRotation.Due([First, second], [First, second], publication));
        Assert.Equal(First, KeyRotation.Signing([First, second], First.SignsUntil.AddTicks(-1)));
        Assert.Equal(second, KeyRotation.Signing([First, second], First.SignsUntil));
    }

    [Fact]
    public void A_key_verifies_until_its_last_token_has_expired_on_every_clock()
    {
        var lastToken = First.SignsUntil.AddTicks(-1) + KeyRotation.TokenLifetime + KeyRotation.ClockSkew;

        Assert.True(First.Verifies(lastToken));
        Assert.False(First.Verifies(First.VerifiesUntil));
    }

    [Fact]
    public void After_a_long_silence_a_new_key_signs_at_once()
    {
        var later = First.SignsUntil.AddDays(200);

        Assert.Equal(
            new KeyPeriod(2, later, later + KeyRotation.SigningTime), KeyRotation.Due([First], [First], later));
    }

    [Fact]
    public void A_server_that_cannot_use_the_key_makes_one_of_the_next_generation() =>
        Assert.Equal(
            new KeyPeriod(2, Start.AddDays(1), Start.AddDays(1) + KeyRotation.SigningTime),
            KeyRotation.Due([First], [], Start.AddDays(1)));

    [Fact]
    public void Whatever_the_time_between_looks_some_key_signs_after_each_and_generations_have_no_gap() =>
        Prop.ForAll(
            Gen.Choose(1, 400).ListOf(30).ToArbitrary(),
            days =>
            {
                ImmutableArray<KeyPeriod> keys = [];
                var now = Start;
                foreach (var pause in days)
                {
                    now += TimeSpan.FromDays(pause);
                    if (KeyRotation.Due(keys, keys, now) is { } due)
                    {
                        keys = keys.Add(due);
                    }

                    if (KeyRotation.Signing(keys, now) is null || KeyRotation.Due(keys, keys, now) is not null)
                    {
                        return false;
                    }
                }

                return keys.Select(key => key.Generation).SequenceEqual(Enumerable.Range(1, keys.Length));
            }).QuickCheckThrowOnFailure();
}

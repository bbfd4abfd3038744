namespace Kontor.Enrolment;

/// <summary>
/// Something whose primary contact proves the own address by a link in a mail (ENR-29, ENR-35). Only the newest link
/// counts, and not more than some mails a day are sent.
/// </summary>
public abstract class LinkedByMail
{
    /// <summary>SHA-256 of the token in the last mail; null while no link holds and none was used.</summary>
    public byte[]? LinkHash { get; private set; }

    public DateTimeOffset? LinkMadeAt { get; private set; }

    public DateTimeOffset? LinkUsedAt { get; private set; }

    /// <summary>Mails with a link within the day that began at <see cref="MailsSince"/>.</summary>
    public int Mails { get; private set; }

    public DateTimeOffset? MailsSince { get; private set; }

    /// <summary>Of two changes at once, the second finds another version than it read.</summary>
    public int Version { get; private set; }

    public void Touch() => Version++;

    /// <summary>ENR-29: from now on only this link counts.</summary>
    public void NewLink(byte[] hash, DateTimeOffset now)
    {
        if (MailsSince is not { } since || now >= since + ApplicationRules.MailWindow)
        {
            (MailsSince, Mails) = (now, 0);
        }

        (LinkHash, LinkMadeAt, LinkUsedAt) = (hash, now, null);
        Mails++;
        Touch();
    }

    /// <summary>Whether it is the link in the last mail; it may have been used.</summary>
    /// <param name="hash">SHA-256 of the token.</param>
    public bool IsOfLink(byte[] hash) => LinkHash is not null && LinkHash.AsSpan().SequenceEqual(hash);

    /// <summary>Whether another mail with a link may go out now (ENR-35).</summary>
    public bool MaySendLink(DateTimeOffset now) =>
        Mails < ApplicationRules.MaxMails || now >= MailsSince + ApplicationRules.MailWindow;

    /// <summary>Whether the link in the last mail still waits to be used.</summary>
    public virtual bool LinkHoldsAt(DateTimeOffset now) =>
        LinkUsedAt is null && now < LinkMadeAt + ApplicationRules.LinkLifetime;

    public void UseLink(DateTimeOffset now)
    {
        LinkUsedAt = now;
        Touch();
    }

    protected void VoidLink()
    {
        LinkHash = null;
        Touch();
    }
}

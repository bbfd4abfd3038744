namespace Kontor.Invitations;

/// <summary>What the form of an invitation sends back, whatever the invitation is about.</summary>
public class InvitationForm
{
    /// <summary>The values of the form's buttons.</summary>
    public const string Rewrite = "rewrite";

    public const string MakeLink = "link";

    public const string Send = "send";

    public string? Email { get; set; }

    public string? Language { get; set; }

    public string? Subject { get; set; }

    public string? Text { get; set; }

    /// <summary>The choices for which the text was drafted; with others it may say something else than was chosen.</summary>
    public string? DraftedFor { get; set; }

    /// <summary>Which button was chosen.</summary>
    public string? Action { get; set; }

    /// <summary>Whether the draft has to be written anew before the invitation can be made.</summary>
    public bool NeedsDraft(string choices) => DraftedFor != choices;

    /// <summary>Whether the invitation is to be made now; the button for a new draft makes none.</summary>
    public bool IsToBeMade => Action is MakeLink or Send;

    public void Fill(DraftMail draft, string choices)
    {
        (Subject, Text, DraftedFor) = (draft.Subject, draft.Text, choices);
    }

    /// <summary>Browsers send lines apart by CR LF.</summary>
    public InvitationWish ToWish() => new(
        Email, Language ?? "en", Subject ?? "", (Text ?? "").ReplaceLineEndings("\n"), Action == Send);
}

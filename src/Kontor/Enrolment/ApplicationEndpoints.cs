using Kontor.Access;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Enrolment;

/// <summary>The applicant's side of an enrollment on <c>/api</c>. A link's token travels in the body, never in the path.</summary>
public static class ApplicationEndpoints
{
    public static void MapApplications(this IEndpointRouteBuilder api)
    {
        api.MapPost("/directories", PostDirectory)
            .WithTags("Enrollment").AllowEveryone()
            .WithName("FoundDirectory")
            .WithSummary("Found a directory with its first global admin and a draft application");
        var links = api.MapGroup("/email-verifications").WithTags("Enrollment").AllowEveryone();
        links.MapPost("/opening", PostOpening)
            .WithName("OpenEmailVerification").WithSummary("What a link in a mail asks to confirm; changes nothing");
        links.MapPut("/confirmation", PutConfirmation)
            .WithName("ConfirmEmail").WithSummary("Confirm the address of the primary contact");

        var own = api.MapGroup("/enrollment").WithTags("Enrollment").RequirePermission(Permission.ViewOwnProfile);
        own.MapGet("", GetOwn).WithName("GetOwnApplication").WithSummary("The own tenant's open application");
        own.MapPut("", PutOwn).WithName("StartApplication").WithSummary("Begin to enroll, or resume");
        own.MapDelete("", DeleteOwn).WithName("WithdrawApplication").WithSummary("Withdraw the application for good");
        own.MapPut("/profile", PutProfile)
            .WithName("WriteLegalProfile").WithSummary("The legal profile; later=true keeps it half written");
        own.MapPut("/contacts", PutContacts)
            .WithName("WriteContacts")
            .WithSummary("Primary contact and support contact; later=true keeps them half written");
        own.MapPut("/membership", PutMembership)
            .WithName("SignInToMembership").WithSummary("Sign in to the membership directory");
        own.MapPost("/membership", PostMembership)
            .WithName("JoinMembership")
            .WithSummary("Join the membership: a new account with a network ID in the tenant's country");
        own.MapDelete("/membership", DeleteMembership)
            .WithName("LeaveMembership").WithSummary("Go back to signing in with another membership account");
        own.MapGet("/network-ids", GetNetworkIds)
            .WithName("ListNetworkIds").WithSummary("The profiles of the membership account, and why one cannot be linked");
        own.MapPost("/network-ids", PostNetworkId)
            .WithName("AddMembershipLocation").WithSummary("Add a location in the tenant's country and take its network ID");
        own.MapPut("/network-id", PutNetworkId)
            .WithName("ChooseNetworkId").WithSummary("Choose a network ID; null puts it off");
        own.MapPut("/submission", PutSubmission).WithName("SubmitApplication").WithSummary("Enroll now");
        own.MapPut("/correction", PutCorrection)
            .WithName("ResubmitApplication").WithSummary("Send a rejected application again after correcting it");
        own.MapPut("/appeal", PutAppeal)
            .WithName("AppealRejection").WithSummary("Appeal against a rejection with documents added since");
        own.MapPost("/verification-mails", PostMail)
            .WithName("ResendVerificationMail").WithSummary("Send the link again; the old one is void");
        own.MapPut("/contact-address", PutAddress)
            .WithName("ChangeContactAddress").WithSummary("Send the link to another address");
    }

    private static async Task<Results<Ok<FoundedDirectoryBody>, ProblemHttpResult>> PostDirectory(
        NewDirectoryBody body, HttpContext http, FoundDirectory found, CancellationToken cancel) =>
        (await found.Handle(body.ToDirectory(), NewAccountLimit.AddressOf(http), cancel))
            .Match<Results<Ok<FoundedDirectoryBody>, ProblemHttpResult>>(
                user => TypedResults.Ok(new FoundedDirectoryBody(user.TenantId.Value, user.UserName!)),
                refused => Problems.From(refused));

    private static async Task<Results<Ok<OpenedAddressBody>, ProblemHttpResult>> PostOpening(
        AddressLinkBody body, VerifyAddress verify, CancellationToken cancel) => Opened(await verify.Open(body.Token, cancel));

    private static async Task<Results<Ok<OpenedAddressBody>, ProblemHttpResult>> PutConfirmation(
        AddressLinkBody body, VerifyAddress verify, CancellationToken cancel) => Opened(await verify.Confirm(body.Token, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> GetOwn(
        Actor actor, ApplicationFiles files, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return Problems.From(may);
        }

        var file = await files.Of(actor.TenantId, cancel);
        return file.Application is null
            ? Problems.From(ApplicationReasons.NotStarted)
            : TypedResults.Ok(ApplicationBody.From(file));
    }

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutOwn(
        Actor actor, StartApplication start, CancellationToken cancel) => Seen(await start.Handle(actor, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> DeleteOwn(
        Actor actor, WithdrawApplication withdraw, CancellationToken cancel) => Seen(await withdraw.Handle(actor, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutProfile(
        LegalProfileBody body, bool? later, Actor actor, WriteApplication write, CancellationToken cancel) =>
        Seen(await write.Profile(actor, body.ToProfile(), later == true, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutContacts(
        ContactsBody body, bool? later, Actor actor, WriteApplication write, CancellationToken cancel) =>
        Seen(await write.Contacts(
            actor, body.Contact?.ToContact(), body.Support?.ToContact() ?? SupportContact.Empty, later == true, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutMembership(
        MembershipSignInBody body, Actor actor, LinkNetworkId link, CancellationToken cancel) =>
        Seen(await link.SignIn(actor, body.UserName ?? "", body.Password ?? "", cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PostMembership(
        MembershipSignInBody body, HttpContext http, Actor actor, LinkNetworkId link, CancellationToken cancel) =>
        Seen(await link.Join(
            actor, new(body.UserName ?? "", body.Password ?? ""), NewAccountLimit.AddressOf(http), cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> DeleteMembership(
        Actor actor, LinkNetworkId link, CancellationToken cancel) => Seen(await link.Leave(actor, cancel));

    private static async Task<Results<Ok<IReadOnlyList<OfferedProfileBody>>, ProblemHttpResult>> GetNetworkIds(
        Actor actor, ApplicationFiles files, MembershipQueries membership, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return Problems.From(may);
        }

        var file = await files.Of(actor.TenantId, cancel);
        if (file.Application?.MembershipAccountId is not { } account)
        {
            return Problems.From(ApplicationReasons.MembershipNotSignedIn);
        }

        var offered = await membership.ProfilesOf(account, actor.TenantId, file.Tenant.Market, cancel);
        return TypedResults.Ok<IReadOnlyList<OfferedProfileBody>>(
        [
            .. offered.Select(profile => new OfferedProfileBody(
                profile.Profile.NetworkId, profile.Profile.LegalName, profile.Profile.Market, profile.Linking.IsGranted,
                profile.Linking.IsGranted ? null : ReasonTexts.Of(profile.Linking.Reasons[0]))),
        ]);
    }

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PostNetworkId(
        Actor actor, LinkNetworkId link, CancellationToken cancel) => Seen(await link.AddLocation(actor, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutNetworkId(
        NetworkIdBody body, Actor actor, LinkNetworkId link, CancellationToken cancel) => Seen(body.NetworkId is null
            ? await link.Postpone(actor, cancel)
            : await link.Choose(actor, body.NetworkId, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutSubmission(
        SubmissionBody body, Actor actor, SubmitApplication submit, CancellationToken cancel) =>
        Seen(await submit.Handle(actor, body.HasAuthority, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutCorrection(
        SubmissionBody body, Actor actor, AnswerRejection answer, CancellationToken cancel) =>
        Seen(await answer.Resubmit(actor, body.HasAuthority, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutAppeal(
        AppealBody body, Actor actor, AnswerRejection answer, CancellationToken cancel) =>
        Seen(await answer.Appeal(actor, body.Text ?? "", cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PostMail(
        Actor actor, VerifyAddress verify, CancellationToken cancel) => Seen(await verify.Resend(actor, cancel));

    private static async Task<Results<Ok<ApplicationBody>, ProblemHttpResult>> PutAddress(
        AddressBody body, Actor actor, VerifyAddress verify, CancellationToken cancel) =>
        Seen(await verify.Change(actor, body.Email ?? "", cancel));

    private static Results<Ok<ApplicationBody>, ProblemHttpResult> Seen(Result<ApplicationFile> result) =>
        result.Match<Results<Ok<ApplicationBody>, ProblemHttpResult>>(
            file => TypedResults.Ok(ApplicationBody.From(file)), refused => Problems.From(refused));

    private static Results<Ok<OpenedAddressBody>, ProblemHttpResult> Opened(Result<OpenedAddressLink> result) =>
        result.Match<Results<Ok<OpenedAddressBody>, ProblemHttpResult>>(
            link => TypedResults.Ok(OpenedAddressBody.From(link)), refused => Problems.From(refused));
}

using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Tests.Enrolment;

/// <summary>What people do on the way to a direct partner, for the tests of it.</summary>
internal static class DirectSteps
{
    private static readonly byte[] Paper = [.. "%PDF-1.7 statement of a provider"u8];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<Result<DirectFile>> Start(World world, Actor actor) =>
        world.Does((StartDirectApplication use) => use.Handle(actor, Cancel));

    public static Task<Result<DirectFile>> Submit(World world, Participant applicant) =>
        world.Does((SendDirectApplication use) => use.Submit(applicant.GlobalAdmin, true, true, Cancel));

    public static Task<Result<DirectFile>> Plan(World world, Participant applicant, string contract) => world.Does(
        (NameSupportPlan use) => use.Handle(applicant.GlobalAdmin, SupportPlanLevel.Premier, contract, Cancel));

    public static Task<Result<PartnerAgreementSignature>> Sign(World world, Participant applicant) => world.Does(
        (SignPartnerAgreement use) => use.Handle(applicant.GlobalAdmin, AgreementTexts.Partner.Template.Version, true, Cancel));

    public static Task<Result<ApplicationDocument>> AddPaper(World world, Participant applicant, string more = "") =>
        world.Does((ApplicationDocuments use) => use.Add(
            applicant.GlobalAdmin, PartnerType.DirectPartner, "statement.pdf",
            new MemoryStream([.. Paper, .. System.Text.Encoding.UTF8.GetBytes(more)]), Cancel));

    public static IEnumerable<string> Codes<T>(Result<T> result)
        where T : class => result.Decision.Reasons.Select(reason => reason.Code);
}

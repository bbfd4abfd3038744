using System.CommandLine;
using System.Globalization;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>
/// <c>kontor create-operator NAME EMAIL</c>: prints a one-time link with which that person becomes an operator. Ends
/// with 0, or with 2 when something must be put right first.
/// </summary>
public static class CreateOperatorCommand
{
    private const int Done = 0;
    private const int BadInput = 2;

    /// <param name="open">Adds to a verb the options that name a database, and says how to run its action.</param>
    public static Command Create(Func<Command, VerbRunner> open)
    {
        var name = new Argument<string>("NAME") { Description = "The person's name." };
        var email = new Argument<string>("EMAIL") { Description = "The person's mail address, the user name." };
        var organisation = new Option<string>("--organization")
        {
            Description = "The operator's organization, when there is none yet.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "Program operator",
        };
        var market = new Option<string>("--market")
        {
            Description = "The market of that organization, when there is none yet.",
            HelpName = "KEY",
            DefaultValueFactory = _ => "US",
        };
        var verb = new Command("create-operator", "Lets a person run the program; prints a one-time link.")
        {
            name, email, organisation, market,
        };
        var run = open(verb);
        verb.SetAction((parsed, cancel) => run(
            parsed,
            async (services, _, token) =>
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                var result = await services.GetRequiredService<CreateOperator>().Handle(
                    new NewOperator(
                        parsed.GetRequiredValue(name), parsed.GetRequiredValue(email),
                        parsed.GetRequiredValue(organisation), parsed.GetRequiredValue(market)),
                    token);
                foreach (var reason in result.Decision.Reasons)
                {
                    await error.WriteLineAsync(ReasonTexts.Of(reason));
                }

                if (result.ValueOrNull is not { } issued)
                {
                    return BadInput;
                }

                var until = issued.ExpiresAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
                await output.WriteLineAsync(
                    $"{issued.User.FullName} ({issued.User.UserName}) chooses a password here, once, until {until}:");
                await output.WriteLineAsync(issued.Link);
                return Done;
            },
            cancel));
        return verb;
    }
}

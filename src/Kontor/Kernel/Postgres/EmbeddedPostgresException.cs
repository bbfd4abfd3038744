namespace Kontor.Kernel.Postgres;

/// <summary>
/// The embedded PostgreSQL cannot run here. The message is written for the person at the keyboard: it says what is in
/// the way and what to do, and is all that needs to be shown of it.
/// </summary>
public sealed class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);

namespace Kontor.Site;

/// <summary>Marks a page for those who work on Kontor: it is there only where the environment is Development.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DevelopmentOnlyAttribute : Attribute;

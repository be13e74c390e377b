using System.Globalization;
using System.Net;

namespace OpsCenter.Conformance.Reports;

/// <summary>HTML markup. <see cref="Of"/> escapes the values that are inserted into a template.</summary>
/// <param name="Markup">The markup.</param>
public sealed record Html(string Markup)
{
    /// <summary>No markup.</summary>
    public static Html Nothing { get; } = new("");

    /// <summary>Fills a template of markup. Values other than <see cref="Html"/> are escaped.</summary>
    public static Html Of(FormattableString template) =>
        new(
            string.Format(
                CultureInfo.InvariantCulture,
                template.Format,
                [.. template.GetArguments().Select(Escape)]
            )
        );

    /// <summary>One after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) =>
        new(string.Concat(parts.Select(part => part.Markup)));

    /// <summary>The markup.</summary>
    public override string ToString() => Markup;

    private static string Escape(object? value) =>
        value is Html html
            ? html.Markup
            : WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.InvariantCulture)) ?? "";
}

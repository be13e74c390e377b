using System.Globalization;
using System.Net;

namespace OpsCenter.Conformance.Reports;

/// <summary>HTML markup. <see cref="Of"/> escapes the values that are inserted into a template.</summary>
/// <param name="Markup">The markup.</param>
internal sealed record Html(string Markup)
{
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

    public static Html Join(IEnumerable<Html> parts) =>
        new(string.Concat(parts.Select(part => part.Markup)));

    public override string ToString() => Markup;

    private static string Escape(object? value) =>
        value is Html html
            ? html.Markup
            : WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.InvariantCulture)) ?? "";
}

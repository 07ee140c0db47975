using System.Globalization;
using Microsoft.Extensions.Options;

namespace CrmMentorSync.Worker.CommandLine.Doctor;

/// <summary>The operator's own words for Tasks: one line for each text that may not stand in one, and why.</summary>
internal sealed class TemplatesExamination(IServiceProvider services)
{
    public async Task<IReadOnlyList<Finding>> FindingsAsync(CancellationToken ct)
    {
        try
        {
            if (services.GetRequiredService<IOptions<ProgrammeOptions>>().Value.Templates is not { Length: > 0 } folder)
            {
                return [];
            }

            (_, IReadOnlyList<(string Record, string Reason)> refused) = await TemplateFolder.ReadAsync(folder, ct);
            return refused.Count == 0
                ? [new Finding(Verdict.Ok, "templates", "all of Programme__Templates may stand in Tasks")]
                : [.. refused.Select(text => new Finding(Verdict.Fail, "templates", string.Create(CultureInfo.InvariantCulture, $"{text.Record}: {text.Reason}")))];
        }
        catch (OptionsValidationException)
        {
            // The line on the settings says it.
            return [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [new Finding(Verdict.Fail, "templates", $"Programme__Templates cannot be read: {failure.Message}")];
        }
    }
}

using Serilog.Core;
using Serilog.Events;

namespace CrmMentorSync.Worker.CommandLine;

/// <summary>Gives each log line its event id as a plain number (the ranges stand in src/README.md).</summary>
internal sealed class EventNumber : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent.Properties.TryGetValue("EventId", out LogEventPropertyValue? id) && id is StructureValue parts
            && parts.Properties.FirstOrDefault(part => part.Name == "Id") is { } number)
        {
            logEvent.AddPropertyIfAbsent(new LogEventProperty("Event", number.Value));
        }
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CrmMentorSync.Worker.SendWeeklyDigest.Components;

/// <summary>What the mail's components are: parameters in, markup out, once. They have no life beyond that, so no renderer keeps them.</summary>
public abstract class MailComponent : IComponent
{
    public void Attach(RenderHandle renderHandle)
    {
        // Nothing is rendered a second time, so nobody has to be told of changes.
    }

    public Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        return Task.CompletedTask;
    }

    internal void Build(RenderTreeBuilder builder) => BuildRenderTree(builder);

    /// <summary>Overridden by what the Razor compiler makes of a component.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }
}

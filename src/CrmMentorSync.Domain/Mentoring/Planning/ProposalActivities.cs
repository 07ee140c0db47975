using CrmMentorSync.Domain.Mentoring.Texts;
using CrmMentorSync.Domain.Pairings;
using CrmMentorSync.Domain.People;

namespace CrmMentorSync.Domain.Mentoring.Planning;

/// <summary>What a proposal asks of people: the mentor's consent, the manager's decision, and that the other manager knows.</summary>
internal sealed class ProposalActivities(PlanContext context)
{
    /// <summary>The Tasks of one proposal that do not exist yet.</summary>
    /// <param name="invited">Mentors that this plan already invites: one invitation a mentor, not one a pair.</param>
    /// <param name="noticed">Mentors of whom this plan already tells their managers.</param>
    public IEnumerable<Candidate> For(Pairing pairing, HashSet<UserId> invited, HashSet<UserId> noticed)
    {
        // What nobody can approve asks nobody for anything: a mentor's yes would lead nowhere.
        Person? mentor = context.Owners.Of(pairing.Mentor);
        if (Obstacle(pairing) is not null || (mentor?.Id != pairing.Mentor && !OutsideMentor.IsOutside(pairing.Mentor)))
        {
            yield break;
        }

        MentoringKey invitation = context.Input.Invitations.TryGetValue(pairing.Mentor, out MentoringKey asked)
            ? asked
            : new MentoringKey(pairing.Mentor, null, pairing.Round, ActivityKind.Invite.Key(), 1, Sides.Mentor);
        // Whoever named someone from outside in the settings has asked them.
        if (mentor is not null && !context.IsInvited(pairing.Mentor) && invited.Add(pairing.Mentor))
        {
            yield return context.One(ActivityKind.Invite, invitation, mentor, TextId.Invite, context.Values(pairing));
        }

        Person? manager = context.Owners.ManagerOf(pairing.Mentee);
        MentoringKey approval = PlanContext.Key(pairing, ActivityKind.Approve, 1, Sides.Manager);
        if (IsAsked(pairing) && manager is not null && !context.IsKnown(approval))
        {
            yield return context.One(ActivityKind.Approve, approval, manager, TextId.Approve, context.Values(pairing, pairing.ExpiresOn));
        }

        // One manager of both learns all of it from the approval.
        MentoringKey notice = PlanContext.Key(pairing, ActivityKind.Notice, 1, Sides.MentorManager);
        if (context.Owners.ManagerOf(pairing.Mentor) is { } other && other.Id != manager?.Id
            && !context.IsKnown(notice) && !context.IsNoticed(pairing.Mentor, other.Id) && noticed.Add(pairing.Mentor))
        {
            yield return context.One(ActivityKind.Notice, notice, other, TextId.Notice, context.Values(pairing));
        }
    }

    /// <summary>Why a proposal cannot come to life; null where it can.</summary>
    public string? Obstacle(Pairing pairing) =>
        IsAsked(pairing) && context.Owners.ManagerOf(pairing.Mentee) is null
            ? $"nobody can approve it: {pairing.Mentee} has no active manager; set the Manager field of that user"
            : null;

    private bool IsAsked(Pairing pairing) => context.Input.Settings.Approval != ApprovalPolicy.None && pairing.ManagerDecision is null;
}

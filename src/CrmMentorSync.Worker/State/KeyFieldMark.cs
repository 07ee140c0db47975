using System.Data.Common;

namespace CrmMentorSync.Worker.State;

/// <summary>How our Tasks in the org are told apart from others.</summary>
internal enum KeyUse
{
    /// <summary>By the key in Mentoring_Key__c.</summary>
    Keyed,

    /// <summary>The org has no such field: by the Ids that the state knows.</summary>
    Keyless,

    /// <summary>The field has come, and the Tasks written before have no key yet.</summary>
    Arriving,
}

/// <summary>Remembers whether Tasks were written with keys, so that a hidden field is not taken for a missing one.</summary>
internal static class KeyFieldMark
{
    private const string Name = "key_field";
    private const string Present = "present";
    private const string Absent = "absent";

    extension(DbConnection connection)
    {
        /// <param name="hasField">Whether the org has the field, as we need it.</param>
        /// <exception cref="StateException">It had the field, and has it no more.</exception>
        public async Task<KeyUse> ReadKeyUseAsync(bool hasField, CancellationToken ct)
        {
            return (hasField, await connection.ReadMarkAsync(Name, ct)) switch
            {
                (true, Absent) => KeyUse.Arriving,
                (true, _) => KeyUse.Keyed,
                (false, Present) => throw new StateException(
                    "the field Mentoring_Key__c on Task, which our Tasks there carry, is no longer visible, unique or editable: assign the permission set "
                    + "Mentoring Integration, or redeploy the field from deploy/salesforce; without it every Task would be written a second time"),
                (false, _) => KeyUse.Keyless,
            };
        }

        public Task MarkKeyUseAsync(bool hasKeys, DbTransaction transaction, CancellationToken ct) =>
            connection.SetMarkAsync(Name, hasKeys ? Present : Absent, transaction, ct);
    }
}

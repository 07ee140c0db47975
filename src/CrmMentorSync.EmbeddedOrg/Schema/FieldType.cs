namespace CrmMentorSync.EmbeddedOrg.Schema;

/// <summary>The field types of the platform that we serve, by the meaning of their values.</summary>
internal enum FieldType
{
    Id,
    Reference,
    String,
    TextArea,
    Email,
    Picklist,
    Combobox,
    Boolean,
    Int,
    Double,
    Currency,
    Percent,
    Date,
    DateTime,
}

internal static class FieldTypes
{
    extension(FieldType type)
    {
        /// <summary>The name in a describe answer.</summary>
        public string ApiName => type switch
        {
            FieldType.Id => "id",
            FieldType.Reference => "reference",
            FieldType.String => "string",
            FieldType.TextArea => "textarea",
            FieldType.Email => "email",
            FieldType.Picklist => "picklist",
            FieldType.Combobox => "combobox",
            FieldType.Boolean => "boolean",
            FieldType.Int => "int",
            FieldType.Double => "double",
            FieldType.Currency => "currency",
            FieldType.Percent => "percent",
            FieldType.Date => "date",
            FieldType.DateTime => "datetime",
        };

        public bool IsNumber => type is FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent;

        public bool IsId => type is FieldType.Id or FieldType.Reference;

        /// <summary>Held as text: strings of all kinds and ids.</summary>
        public bool IsText => type is FieldType.Id or FieldType.Reference or FieldType.String or FieldType.TextArea
            or FieldType.Email or FieldType.Picklist or FieldType.Combobox;
    }
}

using System.Xml.Linq;
using CrmMentorSync.Worker.Tests.Fixtures;

namespace CrmMentorSync.Worker.Tests.Architecture;

/// <summary>What <c>deploy/salesforce</c> holds, as far as it can be checked without an org.</summary>
public sealed class The_salesforce_package
{
    private static readonly XNamespace Metadata = "http://soap.sforce.com/2006/04/metadata";
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "salesforce");

    [Fact]
    public void Is_well_formed_metadata_throughout()
    {
        string[] files = [.. Files()];
        Assert.Equal(5, files.Length);
        Assert.All(files, file => Assert.Equal(Metadata, XDocument.Load(file).Root!.Name.Namespace));
    }

    [Fact]
    public void Holds_the_key_field_as_the_worker_needs_it()
    {
        XElement field = Read("Mentoring_Key__c.field-meta.xml");
        Assert.Equal(("true", "true", "Text", "80"), (Text(field, "unique"), Text(field, "externalId"), Text(field, "type"), Text(field, "length")));
    }

    [Fact]
    public void Grants_no_power_over_all_data_and_nothing_to_write_but_tasks()
    {
        XElement set = Read("Mentoring_Integration.permissionset-meta.xml");
        string[] powers = [.. set.Elements(Metadata + "userPermissions").Select(permission => Text(permission, "name"))];
        Assert.Equal(powers.Order(StringComparer.Ordinal), powers);
        Assert.Empty(powers.Intersect(["ModifyAllData", "ViewAllData", "ViewSetup", "ManageUsers", "CustomizeApplication", "AuthorApex"]));
        Assert.All(set.Elements(Metadata + "objectPermissions"), permission => Assert.Equal(
            ("false", "false", "false", "false"),
            (Text(permission, "allowCreate"), Text(permission, "allowEdit"), Text(permission, "allowDelete"), Text(permission, "modifyAllRecords"))));
        Assert.Equal(
            "Task.Mentoring_Key__c",
            Text(Assert.Single(set.Elements(Metadata + "fieldPermissions"), permission => Text(permission, "editable") == "true"), "field"));
    }

    [Fact]
    public void Names_one_app_and_one_permission_set_and_holds_no_secret()
    {
        XElement policy = Read("CrmMentorSync_plcy.ecaOauthPlcy-meta.xml");
        Assert.True(File.Exists(Files().Single(file => Path.GetFileName(file) == $"{Text(policy, "externalClientApplication")}.eca-meta.xml")));
        Assert.True(File.Exists(Files().Single(file => Path.GetFileName(file) == $"{Text(policy, "commaSeparatedPermissionSet")}.permissionset-meta.xml")));
        Assert.Equal(Text(policy, "externalClientApplication"), Text(Read("CrmMentorSync_oauth.ecaOauth-meta.xml"), "externalClientApplication"));
        Assert.Equal("Api", Text(Read("CrmMentorSync_oauth.ecaOauth-meta.xml"), "commaSeparatedOauthScopes"));
        Assert.DoesNotContain(Files(), file => file.Contains("Glbl", StringComparison.Ordinal) || File.ReadAllText(file).Contains("consumer", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static XElement Read(string name) => XDocument.Load(Files().Single(file => Path.GetFileName(file) == name)).Root!;

    private static string Text(XElement element, string name) => element.Element(Metadata + name)!.Value;
}

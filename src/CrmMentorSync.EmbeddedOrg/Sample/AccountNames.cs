namespace CrmMentorSync.EmbeddedOrg.Sample;

/// <summary>
/// Invented company names of one country, a place-like word and a trade. No two numbers below <see cref="Count"/> give the same
/// name.
/// </summary>
internal sealed class AccountNames(string country, string[] places, string[] trades)
{
    public const int Places = 24;
    public const int Trades = 16;
    public const int Count = Places * Trades;

    public string Country { get; } = country;

    /// <summary>
    /// Each round through the places shifts the trades by an odd number, which meets all sixteen before it repeats.
    /// </summary>
    public string Name(int number) => $"{places[number % Places]} {trades[((number * 7) + (number / Places)) % Trades]}";

    public static readonly AccountNames UnitedStates = new(
        "United States",
        [
            "Tidewell", "Copperbend", "Juniper Rill", "Redfernly", "Bluestead", "Ironwick", "Larkmont", "Millrace Bay", "Sandholm",
            "Quarryton", "Cedarfall", "Northfork", "Palmera", "Whitmarrow", "Marrowby", "Stonecut", "Elmgate", "Fernhollow",
            "Goosewater", "Halfmoon", "Kestrel Pike", "Lanternby", "Oxbowen", "Pinegrade",
        ],
        [
            "Cooperage", "Foods", "Freight", "Instruments", "Packaging", "Textiles", "Mills", "Logistics", "Ceramics", "Outfitters",
            "Bearings", "Orchards", "Coatings", "Timber", "Paperworks", "Dairies",
        ]);

    public static readonly AccountNames Germany = new(
        "Germany",
        [
            "Kranichsee", "Ahornthal", "Brückfeld", "Dornhag", "Eisvogel", "Falkenried", "Grünhafen", "Haselbrunn", "Iltisberg",
            "Kieferngrund", "Lärchenau", "Mühlwörth", "Nebelfurt", "Ottersteg", "Pappelhain", "Quellmoor", "Rehwinkel",
            "Silberdistel", "Tannforst", "Uferstett", "Vogelmoor", "Wiesenrain", "Zeisigtal", "Birkhain",
        ],
        [
            "Maschinenbau GmbH", "Lebensmittel AG", "Spedition KG", "Feinmechanik GmbH", "Verpackung GmbH", "Textil AG",
            "Keramik GmbH", "Holzwerke KG", "Pumpen GmbH", "Antriebe AG", "Molkerei eG", "Papier GmbH", "Lacke GmbH",
            "Werkzeuge KG", "Armaturen GmbH", "Kühllogistik GmbH",
        ]);

    public static readonly AccountNames UnitedKingdom = new(
        "United Kingdom",
        [
            "Thistlewick", "Brackenhurst", "Crowmarsh", "Dunnockley", "Eaveston", "Foxglade", "Gorsebank", "Heronsby", "Inglemoor",
            "Jackdaw Hill", "Kelpwith", "Lapwing", "Mossbridge", "Nettlecombe", "Otterfleet", "Peatwick", "Quillham", "Rookby",
            "Saltmere", "Teasel", "Upwood", "Vetchley", "Whinfell", "Yarrowgate",
        ],
        [
            "Haulage Ltd", "Biscuits Ltd", "Marine Ltd", "Tools Ltd", "Cartons Ltd", "Woollens Ltd", "Brewing Ltd", "Storage Ltd",
            "Glass Ltd", "Saddlery Ltd", "Castings Ltd", "Nurseries Ltd", "Paints Ltd", "Joinery Ltd", "Print Ltd", "Creamery Ltd",
        ]);

    public static readonly AccountNames Australia = new(
        "Australia",
        [
            "Wattlebird", "Coolabah Bend", "Banksia", "Currawong", "Dry Creek", "Emu Flat", "Galah", "Honeyeater", "Ironbark",
            "Jarrah", "Kookaburra", "Lyrebird", "Mulga", "Nullabin", "Olearia", "Paperbark", "Quandong", "Redgum", "Saltbush",
            "Tea Tree", "Umbrawarra", "Waratah", "Yabby", "Brolga",
        ],
        [
            "Transport Pty Ltd", "Pastoral Pty Ltd", "Mining Supply Pty Ltd", "Seafoods Pty Ltd", "Packaging Pty Ltd",
            "Hardware Pty Ltd", "Wool Pty Ltd", "Cold Chain Pty Ltd", "Pottery Pty Ltd", "Outdoor Pty Ltd", "Valves Pty Ltd",
            "Vineyards Pty Ltd", "Coatings Pty Ltd", "Sawmills Pty Ltd", "Signage Pty Ltd", "Dairy Pty Ltd",
        ]);
}

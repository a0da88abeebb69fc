/** What a document says of itself, in its Info dictionary and in its metadata alike. */
export type Said = {
  readonly title: string;
  readonly author: string;
  readonly tool: string;
  readonly language: string;
  readonly at: Date;
};

/** The name that Factur-X and ZUGFeRD 2 give the file inside. */
export const FACTUR_X_FILE = 'factur-x.xml';

const FACTUR_X = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#';

/** The metadata of a PDF/UA-1, as an XMP packet; with a Factur-X file of the profile EN 16931 inside, of a PDF/A-3b too. */
export const xmpPacket = ({ title, author, tool, language, at }: Said, hasFacturX: boolean): string => {
  const instant = `${at.toISOString().slice(0, 19)}Z`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
      <pdfuaid:part>1</pdfuaid:part>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
      <dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>
      <dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
      <xmp:CreatorTool>${escaped(tool)}</xmp:CreatorTool>
      <xmp:CreateDate>${instant}</xmp:CreateDate>
      <xmp:ModifyDate>${instant}</xmp:ModifyDate>
      <pdf:Producer>${escaped(tool)}</pdf:Producer>
    </rdf:Description>${hasFacturX ? FACTUR_X_SAYS : ''}
  </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
};

const property = (name: string, description: string, type = 'Text', category = 'external'): string => `
              <rdf:li rdf:parseType="Resource">
                <pdfaProperty:name>${name}</pdfaProperty:name>
                <pdfaProperty:valueType>${type}</pdfaProperty:valueType>
                <pdfaProperty:category>${category}</pdfaProperty:category>
                <pdfaProperty:description>${description}</pdfaProperty:description>
              </rdf:li>`;

const schema = (title: string, namespace: string, prefix: string, properties: string): string => `
          <rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>${title}</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>
            <pdfaSchema:property>
              <rdf:Seq>${properties}
              </rdf:Seq>
            </pdfaSchema:property>
          </rdf:li>`;

/** PDF/A wants every property described that it does not know. */
const SCHEMAS = [
  schema(
    'Factur-X PDFA Extension Schema',
    FACTUR_X,
    'fx',
    [
      property('DocumentFileName', 'The name of the embedded XML document'),
      property('DocumentType', 'The type of the hybrid document in capital letters'),
      property('Version', 'The version of the standard that the XML applies'),
      property('ConformanceLevel', 'The conformance level of the embedded XML document'),
    ].join(''),
  ),
  schema(
    'PDF/UA Universal Accessibility Schema',
    'http://www.aiim.org/pdfua/ns/id/',
    'pdfuaid',
    property('part', 'The part of ISO 14289 that the document conforms to', 'Integer', 'internal'),
  ),
].join('');

const FACTUR_X_SAYS = `
    <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
      <pdfaid:part>3</pdfaid:part>
      <pdfaid:conformance>B</pdfaid:conformance>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:fx="${FACTUR_X}">
      <fx:DocumentType>INVOICE</fx:DocumentType>
      <fx:DocumentFileName>${FACTUR_X_FILE}</fx:DocumentFileName>
      <fx:Version>1.0</fx:Version>
      <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
    </rdf:Description>
    <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
      <pdfaExtension:schemas>
        <rdf:Bag>${SCHEMAS}
        </rdf:Bag>
      </pdfaExtension:schemas>
    </rdf:Description>`;

/** Text in XML, without what XML has no way to write. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\p{Cc}|[\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

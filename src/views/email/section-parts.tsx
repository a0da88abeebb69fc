/** @jsxRuntime automatic */
/** @jsxImportSource react */
import type { CSSProperties, ReactElement } from 'react';
import type { Fact, Item, Section, Sum } from './mail.ts';
import { FONT, type Theme } from './theme.ts';

const NUMBER: CSSProperties = { fontVariantNumeric: 'tabular-nums', textAlign: 'end', whiteSpace: 'nowrap' };

/** One section, under a hairline. */
export function SectionPart({ section, theme }: { section: Section; theme: Theme }): ReactElement {
  return (
    <div className="line" style={{ borderTop: `1px solid ${theme.line}`, marginTop: 24, paddingTop: 24 }}>
      <SectionBody section={section} theme={theme} />
    </div>
  );
}

function SectionBody({ section, theme }: { section: Section; theme: Theme }): ReactElement {
  switch (section.kind) {
    case 'facts':
      return <Facts facts={section.facts} theme={theme} />;
    case 'items':
      return <Items section={section} theme={theme} />;
    case 'written':
      return <Written section={section} theme={theme} />;
    case 'note':
      return (
        <p className="soft" style={{ ...text(14), color: theme.soft }}>
          {section.text}
        </p>
      );
    default:
      return section satisfies never;
  }
}

function Facts({ facts, theme }: { facts: readonly Fact[]; theme: Theme }): ReactElement {
  return (
    <Rows>
      {facts.map(({ label, value }) => (
        <tr key={label}>
          <th className="soft fact gap" scope="row" style={{ ...label14(theme), width: '36%' }}>
            {label}
          </th>
          <td className="ink fact said" style={{ ...cell(16), color: theme.ink }}>
            <span dir="auto">{value}</span>
          </td>
        </tr>
      ))}
    </Rows>
  );
}

function Items({
  section,
  theme,
}: {
  section: Extract<Section, { kind: 'items' }>;
  theme: Theme;
}): ReactElement {
  return (
    <>
      <h2 className="ink" style={{ ...text(16), color: theme.ink, fontWeight: 600, marginBottom: 8 }}>
        {section.heading}
      </h2>
      <Rows>
        {section.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
          <ItemRow item={item} key={index} theme={theme} />
        ))}
      </Rows>
      {section.more === null ? null : (
        <p className="soft" style={{ ...text(14), color: theme.soft, paddingTop: 8 }}>
          … {section.more}
        </p>
      )}
      <div className="line" style={{ borderTop: `1px solid ${theme.line}`, marginTop: 12, paddingTop: 12 }}>
        <Rows>
          {section.sums.map((sum, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
            <SumRow key={index} sum={sum} theme={theme} />
          ))}
        </Rows>
      </div>
      {section.notes.map((note) => (
        <p className="soft" key={note} style={{ ...text(14), color: theme.soft, paddingTop: 8 }}>
          {note}
        </p>
      ))}
    </>
  );
}

function ItemRow({ item, theme }: { item: Item; theme: Theme }): ReactElement {
  return (
    <tr>
      <td className="ink gap" style={{ ...cell(16), color: theme.ink, paddingRight: 16 }}>
        <span dir="auto">{item.description}</span>
        <br />
        <span className="soft" style={{ color: theme.soft, fontSize: 14 }}>
          {item.details.map((detail, index) => (
            <span key={detail}>
              {index === 0 ? '' : ', '}
              <span style={detail.length <= 30 ? { whiteSpace: 'nowrap' } : {}}>{detail}</span>
            </span>
          ))}
        </span>
      </td>
      <td
        className="ink figure"
        style={{
          ...cell(16),
          ...NUMBER,
          // Words in place of an amount may go on in the next line.
          whiteSpace: /\d/.test(item.amount) ? 'nowrap' : 'normal',
          overflowWrap: 'break-word',
          color: theme.ink,
        }}
      >
        {item.amount}
      </td>
    </tr>
  );
}

function SumRow({ sum, theme }: { sum: Sum; theme: Theme }): ReactElement {
  const weight = { fontWeight: sum.strong ? 600 : 400 };
  const tone = sum.strong ? { className: 'ink', color: theme.ink } : { className: 'soft', color: theme.soft };
  return (
    <tr>
      <th
        className={`${tone.className} gap`}
        scope="row"
        style={{ ...cell(16), ...weight, color: tone.color, paddingRight: 16 }}
      >
        {sum.label}
      </th>
      <td
        className="ink figure"
        style={{ ...cell(16), ...NUMBER, textAlign: 'end', ...weight, color: theme.ink }}
      >
        {sum.value}
      </td>
    </tr>
  );
}

function Written({
  section,
  theme,
}: {
  section: Extract<Section, { kind: 'written' }>;
  theme: Theme;
}): ReactElement {
  return (
    <>
      <h2 className="ink" style={{ ...text(16), color: theme.ink, fontWeight: 600 }}>
        {section.heading}
      </h2>
      <p className="ink" style={{ ...text(16), color: theme.ink, paddingTop: 8 }}>
        {section.text.split('\n').map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
          <span key={index}>
            {index === 0 ? null : <br />}
            <span dir="auto">{line}</span>
          </span>
        ))}
      </p>
      {section.after === null ? null : (
        <p className="soft" style={{ ...text(14), color: theme.soft, paddingTop: 8 }}>
          {section.after}
        </p>
      )}
    </>
  );
}

/** A table for rows of label and value; its columns carry meaning, so it is no layout table. */
function Rows({ children }: { children: ReactElement[] }): ReactElement {
  return (
    <table border={0} cellPadding={0} cellSpacing={0} style={{ borderCollapse: 'collapse', width: '100%' }}>
      <tbody>{children}</tbody>
    </table>
  );
}

/** Text of a size in pixels; long words break rather than widen the mail. */
export function text(size: 14 | 16 | 20 | 32): CSSProperties {
  return {
    fontFamily: FONT,
    fontSize: size,
    lineHeight: size === 32 ? '40px' : size === 20 ? '28px' : size === 16 ? '24px' : '20px',
    margin: 0,
    overflowWrap: 'anywhere',
  };
}

function cell(size: 14 | 16): CSSProperties {
  return { ...text(size), padding: '4px 0', textAlign: 'start', verticalAlign: 'top' };
}

function label14(theme: Theme): CSSProperties {
  return { ...cell(14), color: theme.soft, fontWeight: 400, lineHeight: '24px', paddingRight: 16 };
}

type Tab = { readonly href: string; readonly label: string; readonly isCurrent: boolean };

/** Links to pages of one kind, of which this is one: the items of a list. */
export const Tabs = ({ tabs }: { readonly tabs: readonly Tab[] }) => (
  <>
    {tabs.map(({ href, label, isCurrent }) => (
      <li>
        <a href={href} aria-current={isCurrent ? 'page' : undefined}>
          {label}
        </a>
      </li>
    ))}
  </>
);

--@ The columns of the keys of indexes as (i, k, a). The select list stands before it, the condition after it.
from pg_index as i
cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum

-- Renders the tables, indexes, constraints, triggers and comments of the current schema from pg_catalog, as the description of
-- the production schema is written: one row, one text. Everything is there: an unexpected table or index shows as a difference.
with relation as (
    select c.oid, c.relname as name
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace
        and c.relkind not in ('i', 'S', 't', 'I')
),
column_line as (
    select
        a.attrelid as oid,
        1 as section,
        lpad(a.attnum::text, 4, '0') as sort,
        format(
            '| %s | %s | %s | %s |',
            a.attname,
            format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then 'not null' else 'null ok' end,
            coalesce(pg_get_expr(d.adbin, d.adrelid), '-')
        ) as line
    from pg_attribute a
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0
        and not a.attisdropped
),
constraint_line as (
    select
        con.conrelid as oid,
        case con.contype when 'p' then 2 when 'u' then 3 when 'f' then 4 else 5 end as section,
        con.conname::text as sort,
        format(
            '- %s (%s)%s `%s`%s',
            case con.contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key' else 'other' end,
            (
                select string_agg(a.attname, ', ' order by k.ordinality)
                from unnest(con.conkey) with ordinality k (attnum, ordinality)
                join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.attnum
            ),
            case con.contype
                when 'f' then format(
                    ' -> %s(%s), on delete %s',
                    con.confrelid::regclass,
                    (
                        select string_agg(a.attname, ', ' order by k.ordinality)
                        from unnest(con.confkey) with ordinality k (attnum, ordinality)
                        join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.attnum
                    ),
                    case con.confdeltype when 'c' then 'CASCADE' when 'n' then 'SET NULL' when 'a' then 'NO ACTION' else '?' end
                )
            end,
            con.conname,
            case
                when con.convalidated and not con.condeferrable and con.confupdtype in ('a', ' ') and con.confmatchtype in ('s', ' ')
                    then ''
                else ' NOT PLAIN: ' || pg_get_constraintdef(con.oid)
            end
        ) as line
    from pg_constraint con
    -- 18 records NOT NULL here as well; the columns have told it already.
    where con.contype <> 'n'
),
index_line as (
    select
        i.indrelid as oid,
        6 as section,
        c.relname::text as sort,
        format(
            '- index `%s` on (%s)%s%s',
            c.relname,
            (
                select string_agg(
                    pg_get_indexdef(i.indexrelid, k, true)
                        || case i.indoption[k - 1] when 0 then '' when 3 then ' DESC' else ' ?' end,
                    ', ' order by k
                )
                from generate_series(1, i.indnatts) k
            ),
            ', only where ' || pg_get_expr(i.indpred, i.indrelid),
            case when am.amname = 'btree' and i.indisvalid and not i.indisunique then '' else ' NOT PLAIN' end
        ) as line
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    join pg_am am on am.oid = c.relam
    where not exists (select from pg_constraint con where con.conindid = i.indexrelid and con.contype in ('p', 'u'))
),
trigger_line as (
    select
        t.tgrelid as oid,
        7 as section,
        t.tgname::text as sort,
        format(
            '- trigger `%s`: %s, each %s, calls %s',
            t.tgname,
            case when t.tgtype & 30 = 18 then 'before update' else '?' end,
            case when t.tgtype & 1 = 1 then 'row' else 'statement' end,
            t.tgfoid::regproc
        ) as line
    from pg_trigger t
    where not t.tgisinternal
),
line as (
    select 0 as rank, '' as name, 0 as section, '' as sort, '- extensions: ' || string_agg(extname, ', ' order by extname) as line
    from pg_extension
    where extname <> 'plpgsql'
    having count(*) > 0
    union all
    select 1, name, 0, '', E'\n### ' || name || E'\n\n| column | type | null | default |\n|---|---|---|---|'
    from relation
    union all
    select 1, name, 1, '9999', ''
    from relation
    union all
    select 1, name, section, sort, line
    from relation
    join (
        select * from column_line
        union all
        select * from constraint_line
        union all
        select * from index_line
        union all
        select * from trigger_line
    ) part using (oid)
    union all
    select 2, '', 0, '', E'\nComments on tables/columns: ' || count(*)
    from pg_description
    where classoid = 'pg_class'::regclass
        and objoid in (select oid from relation)
)
select replace(
    replace(
        string_agg(line, E'\n' order by rank, name collate "C", section, sort collate "C"),
        'character varying', 'varchar'
    ),
    'timestamp without time zone', 'timestamp'
)
from line;

-- As a role without rights: functions and operators of the names in decoy.names and decoy.operators, in schema public. Each counts its
-- calls in a sequence, which no rollback takes back.
set check_function_bodies = off;
create sequence public.calls;
grant all on sequence public.calls to public;
do $plant$
declare
    types constant text[] := array['int2', 'int4', 'int8', 'oid', 'regproc', 'regclass', 'name', 'text', '"char"', 'bool', 'numeric', 'float8',
        'timestamptz', 'interval', 'jsonb', 'text[]', 'name[]', 'int2vector'];
    few constant text[] := array['int4', 'oid', 'name', 'text', 'jsonb'];
    body constant text := 'language plpgsql as ''begin perform pg_catalog.nextval(''''public.calls''''); return null; end''';
    l text;
    r text;
    o text;
    made record;
begin
    perform pg_catalog.set_config('search_path', 'pg_catalog', true);
    foreach l in array types loop
        foreach r in array types loop
            execute format('create function public.decoy(%s, %s) returns bool %s', l, r, body);
            foreach o in array string_to_array(current_setting('decoy.operators'), ' ') loop
                execute format('create operator public.%s (leftarg = %s, rightarg = %s, function = public.decoy)', o, l, r);
            end loop;
        end loop;
    end loop;
    for made in
        select distinct p.proname, a.arguments
        from pg_proc as p
        cross join lateral (
            select x from unnest(types) as x where p.pronargs = 1 or p.provariadic <> 0
            union all
            select x || ',' || y from unnest(few || types[1:3]) as x, unnest(few || types[1:3]) as y where p.pronargs = 2 or p.provariadic <> 0
            union all
            select concat_ws(',', x, y, z) from unnest(few) as x, unnest(few) as y, unnest(few) as z where p.pronargs = 3 or p.provariadic <> 0
        ) as a (arguments)
        where p.pronamespace = 'pg_catalog'::regnamespace and p.proname = any (string_to_array(current_setting('decoy.names'), ' '))
    loop
        execute format('create function public.%I(%s) returns text %s', made.proname, made.arguments, body);
    end loop;
end
$plant$;

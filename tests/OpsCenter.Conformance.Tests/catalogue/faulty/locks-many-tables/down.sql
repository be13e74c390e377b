do $$
declare
    shelf regclass;
begin
    perform pg_advisory_xact_lock(20310122);
    for number in 1..12 loop
        shelf := format('public.shelf_%s', number)::regclass;
        if exists (
            select from pg_attribute
            where attrelid = shelf and attname = 'note' and not attisdropped
                and col_description(attrelid, attnum) = 'added by: locks-many-tables'
        ) then
            execute format('alter table public.shelf_%s drop column note', number);
        end if;
    end loop;
end
$$;

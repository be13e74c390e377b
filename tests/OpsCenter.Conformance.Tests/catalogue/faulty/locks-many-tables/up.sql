do $$
declare
    shelf regclass;
begin
    perform pg_advisory_xact_lock(20310122);
    for number in 1..12 loop
        shelf := format('public.shelf_%s', number)::regclass;
        if not exists (
            select from pg_attribute where attrelid = shelf and attname = 'note' and not attisdropped
        ) then
            execute format('alter table public.shelf_%s add column note text', number);
            execute format('comment on column public.shelf_%s.note is %L', number, 'added by: locks-many-tables');
        end if;
    end loop;
end
$$;

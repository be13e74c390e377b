do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (
        select from pg_attribute where attrelid = 'public.measure'::regclass and attname = 'note' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table public.measure add column note text;
        comment on column public.measure.note is 'added by: rows-without-a-key';
    end if;
end
$$;

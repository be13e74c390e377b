do $$
begin
    perform pg_advisory_xact_lock(20310109);
    if (select enumlabel from pg_enum where enumtypid = 'public.urgency'::regtype order by enumsortorder limit 1) = 'low' then
        set local lock_timeout = '500ms';
        alter type public.urgency rename to old_urgency;
        create type public.urgency as enum ('high', 'low');
        alter table public.task alter column urgency type public.urgency using urgency::text::public.urgency;
        drop type public.old_urgency;
    end if;
end
$$;

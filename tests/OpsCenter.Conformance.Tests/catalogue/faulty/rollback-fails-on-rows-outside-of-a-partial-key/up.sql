do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (select from pg_constraint where conrelid = 'public.subscriber'::regclass and conname = 'subscriber_mail_key') then
        set local lock_timeout = '500ms';
        alter table public.subscriber drop constraint subscriber_mail_key;
        create unique index subscriber_mail_key on public.subscriber (mail) where active;
    end if;
end
$$;

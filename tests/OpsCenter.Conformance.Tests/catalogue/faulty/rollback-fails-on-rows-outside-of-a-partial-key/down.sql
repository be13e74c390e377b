do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (select from pg_constraint where conrelid = 'public.subscriber'::regclass and conname = 'subscriber_mail_key') then
        set local lock_timeout = '500ms';
        drop index public.subscriber_mail_key;
        alter table public.subscriber add constraint subscriber_mail_key unique (mail);
    end if;
end
$$;

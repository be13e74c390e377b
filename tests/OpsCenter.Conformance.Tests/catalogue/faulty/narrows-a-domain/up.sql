do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (select from pg_constraint where contypid = 'public.post_code'::regtype and conname = 'post_code_short') then
        set local lock_timeout = '500ms';
        alter domain public.post_code add constraint post_code_short check (length(value) < 6) not valid;
    end if;
end
$$;

do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    update public.purchase set status = left(status, 4) where length(status) > 4;
end
$$;

do $$
begin
    -- Nothing was added that could be taken away.
    null;
end
$$;

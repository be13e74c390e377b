grant create on database :database to :role;
